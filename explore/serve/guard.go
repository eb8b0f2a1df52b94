package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy is what the page may do: load its own files and ask this server.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// cookie is the name under which a browser keeps the proof that it had the token.
const cookie = "backchannel"

// guard stands before every answer.
func (s *Server) guard(next http.Handler) http.Handler {
	foreign := s.forBrowser()
	token, proof := sha256.Sum256([]byte(s.options.Token)), sha256.Sum256([]byte("cookie of "+s.options.Token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-store")

		_, open := foreign[r.URL.Path]
		if s.options.Token == "" && !isLocal(r.Host) {
			writeJSON(w, http.StatusMisdirectedRequest, Problem{"this server answers to names of its own machine only: localhost, 127.0.0.1"})
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead && !(open && r.Method == http.MethodOptions) {
			h.Set("Allow", "GET, HEAD")
			writeJSON(w, http.StatusMethodNotAllowed, Problem{"this server only reads: GET or HEAD"})
			return
		}
		if s.options.Token == "" || open { // they hold nothing of the graph where there is a token
			next.ServeHTTP(w, r)
			return
		}
		if given := r.URL.Query().Get("token"); given != "" && same(given, token) {
			http.SetCookie(w, &http.Cookie{Name: cookie, Value: hex.EncodeToString(proof[:]), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
			http.Redirect(w, r, "/", http.StatusSeeOther) // out of the address and the history
			return
		}
		if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && same(given, token) {
			next.ServeHTTP(w, r)
			return
		}
		if c, err := r.Cookie(cookie); err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(hex.EncodeToString(proof[:]))) == 1 {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("WWW-Authenticate", "Bearer")
		writeJSON(w, http.StatusUnauthorized, Problem{"a token is needed: open the address that the server printed when it began, or send Authorization: Bearer TOKEN"})
	})
}

// same compares in a time that does not tell how much of a token is right.
func same(given string, token [sha256.Size]byte) bool {
	sum := sha256.Sum256([]byte(given))
	return subtle.ConstantTimeCompare(sum[:], token[:]) == 1
}

// isLocal reports whether a Host header names the machine itself: localhost, or an
// address of the loopback; the port is any, for those who forward one.
func isLocal(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}
