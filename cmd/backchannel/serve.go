package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backchannel/explore/serve"
)

func (p *program) serveCommand() *cobra.Command {
	var listen, tokenFile string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the store in a browser: search, pages, a graph, questions",
		Long: `Serve shows the graph of an embedded store as pages in a browser. It only reads,
and a run may write to the store meanwhile. No page asks anybody else for anything.

It listens on this machine alone. To let others in, --listen names another address;
then visitors need a token: the one in --token-file, or one made for this time and
printed in the address to open. What is sent is not encrypted, so put a server
that speaks TLS before it where others could listen.

For Neo4j Browser, serve has a guide with the saved questions: while it runs, type
":play http://localhost:7483/guide.html" there. The same statements are in
favourites.zip beside it, to be dropped on Browser's window.`,
		Example: `  backchannel serve --store news.db
  backchannel serve --listen 0.0.0.0:7483 --token-file token.txt`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if p.cfg.server() {
				return &exit{exitConfig, errors.New("serve: the store is a Neo4j server"), "serve shows a SQLite file; a server has Neo4j Browser"}
			}
			addr, err := checkListen(listen)
			if err != nil {
				return &exit{exitConfig, err, "an address is as 127.0.0.1:7483, or :7483 for all of this machine's"}
			}
			token, err := tokenFor(addr, tokenFile)
			if err != nil {
				return &exit{exitConfig, err, ""}
			}
			return p.serve(cmd.Context(), addr, token, tokenFile == "")
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:7483", "Address and port to listen on; port 0 is any that is free.")
	cmd.Flags().StringVar(&tokenFile, "token-file", "", "File with the token that visitors need; others may not read it.")
	return cmd
}

// checkListen takes apart an address to listen on; a name must be localhost.
func checkListen(listen string) (netip.AddrPort, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("--listen %q is not an address and a port", listen)
	}
	switch host {
	case "":
		host = "::"
	case "localhost":
		host = "127.0.0.1"
	}
	addr, err := netip.ParseAddrPort(net.JoinHostPort(host, port))
	if err != nil {
		return addr, fmt.Errorf("--listen %q is not an address and a port", listen)
	}
	return addr, nil
}

// tokenFor is the token of the file, or a new one where others can reach the server.
func tokenFor(addr netip.AddrPort, file string) (string, error) {
	if file == "" {
		if addr.Addr().IsLoopback() {
			return "", nil
		}
		return rand.Text(), nil
	}
	secret, err := readSecret(file)
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	token := strings.TrimSpace(string(secret))
	if len(token) < 16 || strings.ContainsAny(token, " \t\r\n") {
		return "", fmt.Errorf("--token-file %s: a token is one word of at least 16 letters", file)
	}
	return token, nil
}

// serve answers until it is interrupted; then what is being answered is finished.
func (p *program) serve(ctx context.Context, addr netip.AddrPort, token string, show bool) error {
	handler, err := serve.New(ctx, serve.Options{
		Store: p.cfg.Store, Graph: p.cfg.Graph, Token: token,
		Warn: func(err error) { p.log.Warn("serve", "reason", line(err.Error())) },
	})
	if err != nil {
		return p.storeError(err)
	}
	defer handler.Close()
	listener, err := net.Listen("tcp", addr.String())
	if err != nil {
		return &exit{exitConfig, err, "--listen names another address or port"}
	}
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, WriteTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: log.New(&warnings{p.log}, "", 0),
	}
	url := addressOf(listener.Addr())
	if token != "" && show {
		url += "?token=" + token
	}
	if _, err := fmt.Fprintf(p.stdout, "The graph of %s is at %s\n", p.cfg.Store, url); err != nil {
		return err
	}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		waiting, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		err := server.Shutdown(waiting)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// addressOf is what people open in a browser.
func addressOf(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return "http://" + a.String() + "/"
	}
	host := tcp.IP.String()
	switch {
	case tcp.IP.IsUnspecified():
		if host, _ = os.Hostname(); host == "" {
			host = "localhost"
		}
	case tcp.IP.IsLoopback():
		host = "localhost"
		if tcp.IP.To4() != nil {
			host = "127.0.0.1"
		}
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port)) + "/"
}

// warnings writes what net/http says as lines of the log.
type warnings struct{ log *slog.Logger }

func (w *warnings) Write(text []byte) (int, error) {
	w.log.Warn("serve", "reason", line(string(text)))
	return len(text), nil
}
