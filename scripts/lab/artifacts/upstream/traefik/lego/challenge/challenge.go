// Package challenge names what Traefik passes on.
package challenge

// Provider is anything.
type Provider any
