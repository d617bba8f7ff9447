// Package log takes a logger that nobody uses.
package log

import "log/slog"

// SetDefault does nothing.
func SetDefault(*slog.Logger) {}
