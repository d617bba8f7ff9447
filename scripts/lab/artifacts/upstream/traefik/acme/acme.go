// Package acme stands in the place of Traefik's own, which the module proxy lacks the library for: as much as the rest of Traefik names, and no ACME.
package acme

import (
	"errors"
	"net/http"

	ptypes "github.com/traefik/paerser/types"
	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/safe"
	traefiktls "github.com/traefik/traefik/v3/pkg/tls"
)

var errAbsent = errors.New("this Traefik was built without ACME")

// Configuration of a resolver.
type Configuration struct {
	CAServer      string
	Storage       string
	DNSChallenge  *DNSChallenge
	HTTPChallenge *HTTPChallenge
	TLSChallenge  *struct{}
}

// HTTPChallenge is never met.
type HTTPChallenge struct {
	EntryPoint string
	Delay      ptypes.Duration
}

// DNSChallenge is never met.
type DNSChallenge struct {
	Provider                string
	DelayBeforeCheck        ptypes.Duration
	DisablePropagationCheck bool
	Propagation             struct {
		DisableChecks     bool
		DelayBeforeChecks ptypes.Duration
	}
}

// LocalStore keeps nothing.
type LocalStore struct{}

// NewLocalStore makes one that keeps nothing.
func NewLocalStore(string, *safe.Pool) *LocalStore { return &LocalStore{} }

// Idle provides nothing.
type Idle struct{}

// Provide does nothing.
func (*Idle) Provide(chan<- dynamic.Message, *safe.Pool) error { return nil }

// ListenConfiguration does nothing.
func (*Idle) ListenConfiguration(dynamic.Configuration) {}

// Init is content.
func (*Idle) Init() error { return nil }

// ServeHTTP knows no challenge.
func (*Idle) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// NewChallengeHTTP makes one that knows no challenge.
func NewChallengeHTTP() *Idle { return &Idle{} }

// NewChallengeTLSALPN makes one that knows no challenge.
func NewChallengeTLSALPN() *Idle { return &Idle{} }

// Provider refuses to be configured.
type Provider struct {
	Idle
	*Configuration

	ResolverName          string
	Store                 *LocalStore
	TLSChallengeProvider  any
	HTTPChallengeProvider any
}

// Init refuses.
func (*Provider) Init() error { return errAbsent }

// SetTLSManager does nothing.
func (*Provider) SetTLSManager(*traefiktls.Manager) {}

// SetConfigListenerChan does nothing.
func (*Provider) SetConfigListenerChan(chan dynamic.Configuration) {}
