// Package dns stands in for the ways to show by DNS that a name is one's own.
package dns

import (
	"context"
	"errors"

	acme "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	v1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	"github.com/cert-manager/cert-manager/pkg/controller"
)

var errLeftOut = errors.New("dns01 is left out of this build")

// Solver knows no provider of DNS.
type Solver struct{}

// NewSolver makes one.
func NewSolver(*controller.Context) (*Solver, error) { return &Solver{}, nil }

// Present fails.
func (*Solver) Present(context.Context, v1.GenericIssuer, *acme.Challenge) error { return errLeftOut }

// Check fails.
func (*Solver) Check(context.Context, v1.GenericIssuer, *acme.Challenge) error { return errLeftOut }

// CleanUp has nothing to do.
func (*Solver) CleanUp(context.Context, *acme.Challenge) error { return nil }
