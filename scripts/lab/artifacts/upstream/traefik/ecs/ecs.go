// Package ecs stands in the place of Traefik's own, whose client of a cloud takes longer to compile than all the rest.
package ecs

import (
	"errors"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
)

// ProviderName is that of Traefik's own.
const ProviderName = "ecs"

var errAbsent = errors.New("this Traefik was built without ECS")

// Provider refuses to be configured.
type Provider struct{}

// Init refuses.
func (*Provider) Init() error { return errAbsent }

// Provide does nothing.
func (*Provider) Provide(chan<- dynamic.Message, *safe.Pool) error { return nil }
