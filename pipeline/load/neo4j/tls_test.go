package neo4j_test

import (
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
)

// A server by TLS is spoken to only when an authority that we trust vouches for
// it under the name by which we call it.
func TestEncrypted(t *testing.T) {
	o := server(t)
	u, err := url.Parse(o.URI)
	if err != nil {
		t.Fatal(err)
	}
	address, authority := loadtest.Encrypted(t, u.Host)
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		t.Fatal("no certificate")
	}
	for _, scheme := range []string{"bolt+s", "neo4j+s"} {
		t.Run(scheme, func(t *testing.T) {
			o := o
			o.URI, o.Roots = scheme+"://"+address, roots
			store := mustOpen(t, o)
			g := loadtest.Story()
			if _, err := load.Sync(t.Context(), store, load.Of(g), "mark"); err != nil {
				t.Fatal(err)
			}
			if again, err := load.Sync(t.Context(), store, load.Of(g), "mark"); err != nil || again.Writes() != 0 || again.Nodes == 0 {
				t.Errorf("the second load: %+v, %v", again, err)
			}
		})
	}
	for _, c := range []struct {
		name   string
		change func(*neo4j.Options)
		want   error
	}{
		{"an authority of nobody's", func(o *neo4j.Options) { o.Roots = nil }, load.ErrUntrusted},
		{"no authority", func(o *neo4j.Options) { o.Roots = x509.NewCertPool() }, load.ErrUntrusted},
		{"no authority, routed", func(o *neo4j.Options) { o.URI, o.Roots = "neo4j+s://"+address, nil }, load.ErrUntrusted},
		{"another name", func(o *neo4j.Options) { o.URI = "bolt+s://localhost:" + port }, load.ErrUntrusted},
		{"no TLS at the server", func(o *neo4j.Options) { o.URI = "bolt+s://" + u.Host }, load.ErrAway},
		{"no TLS at this end", func(o *neo4j.Options) { o.URI = "bolt://" + address }, load.ErrAway},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := o
			o.URI, o.Roots, o.Patience = "bolt+s://"+address, roots, 0
			c.change(&o)
			if c.want != load.ErrAway {
				o.Patience = time.Hour // it must not wait
			}
			store, err := neo4j.Open(t.Context(), o)
			if err == nil {
				store.Close()
				t.Fatal("it was spoken to")
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if strings.Contains(err.Error(), o.Password) {
				t.Error("the error holds the password")
			}
		})
	}
}
