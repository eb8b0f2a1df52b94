package main

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// secret is a text that is never shown: printed, logged or made JSON it is a
// placeholder. Only what needs it turns it into a string.
type secret string

const hidden = "(hidden)"

func (secret) String() string               { return hidden }
func (secret) GoString() string             { return hidden }
func (secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

const passwordFlag = "neo4j-password"

// credential is the name under which systemd hands the password over, by
// LoadCredential= or LoadCredentialEncrypted=.
const credential = "neo4j-password"

// maxSecret bounds a file that is taken for a password, in bytes.
const maxSecret = 4096

// readPassword finds the password: in the option, else in the file that an option
// names, else among the credentials that systemd gave the service. Its errors name
// files and never what they hold.
func (c *Config) readPassword(where func(key string) string) error {
	n := &c.Neo4j
	if n.Password != "" {
		at := where("neo4j.password")
		if n.PasswordFile != "" {
			return fmt.Errorf("%s: neo4j.password is set, and neo4j.password_file (%s) as well; which one counts?", at, where("neo4j.password_file"))
		}
		if file, _, ok := cutPosition(at); ok {
			if info, err := os.Stat(file); err == nil && open(info) {
				return fmt.Errorf("%s: neo4j.password stands in a file that other users can read (mode %04o); chmod 600 %s", at, info.Mode().Perm(), file)
			}
		}
		return nil
	}
	if n.PasswordFile != "" {
		var err error
		if n.Password, err = readSecret(n.PasswordFile); err != nil {
			return fmt.Errorf("%s: neo4j.password_file: %w", where("neo4j.password_file"), err)
		}
		return nil
	}
	if folder := os.Getenv("CREDENTIALS_DIRECTORY"); folder != "" {
		got, err := readSecret(filepath.Join(folder, credential))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("systemd's credential: %w", err)
		}
		n.Password = got
	}
	return nil
}

// cutPosition takes "FILE:LINE" apart.
func cutPosition(at string) (file, line string, ok bool) {
	i := strings.LastIndexByte(at, ':')
	if i < 0 || strings.Trim(at[i+1:], "0123456789") != "" || at[i+1:] == "" {
		return "", "", false
	}
	return at[:i], at[i+1:], true
}

// open reports that anybody on the machine may read or change a file. Its group
// may: that is how root lends a file to a service. Windows keeps rights elsewhere.
func open(info fs.FileInfo) bool { return runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 }

// readSecret reads a secret from the only line of a file that others cannot read.
func readSecret(path string) (secret, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	switch {
	case info.IsDir():
		return "", fmt.Errorf("%s is a folder", path)
	case open(info):
		return "", fmt.Errorf("%s can be read by other users (mode %04o); chmod 600 %s", path, info.Mode().Perm(), path)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil {
		return "", err
	}
	data = bytes.TrimSuffix(bytes.TrimSuffix(data, []byte("\n")), []byte("\r"))
	switch {
	case len(data) == 0:
		return "", fmt.Errorf("%s is empty", path)
	case len(data) > maxSecret:
		return "", fmt.Errorf("%s is too large for a secret", path)
	case bytes.ContainsAny(data, "\n\r\x00"):
		return "", fmt.Errorf("%s holds more than a line; it must hold the secret and nothing else", path)
	}
	return secret(data), nil
}

// readRoots reads the certificates of authorities; nil where no file is named.
func readRoots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	data, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("names %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("names %s, which holds no certificate in PEM form", path)
	}
	return pool, nil
}

// encrypted reports a server that is reached by TLS and must prove who it is.
func encrypted(store string) bool {
	return strings.HasPrefix(store, "neo4j+s://") || strings.HasPrefix(store, "bolt+s://")
}
