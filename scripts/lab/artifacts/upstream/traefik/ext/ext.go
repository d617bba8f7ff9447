// Package ext is where other builds of Traefik put fields of their own. In Traefik it is a module inside of the module, which therefore lacks it.
package ext

// HTTP adds nothing.
type HTTP struct{}

// Router adds nothing.
type Router struct{}
