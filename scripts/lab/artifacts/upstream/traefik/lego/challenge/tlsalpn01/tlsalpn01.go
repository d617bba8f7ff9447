// Package tlsalpn01 names the protocol of RFC 8737.
package tlsalpn01

// ACMETLS1Protocol is its name in ALPN.
const ACMETLS1Protocol = "acme-tls/1"
