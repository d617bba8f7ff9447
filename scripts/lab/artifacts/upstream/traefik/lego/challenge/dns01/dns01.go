// Package dns01 writes names of DNS.
package dns01

import "strings"

// UnFqdn takes the dot off the end of a name.
func UnFqdn(name string) string { return strings.TrimSuffix(name, ".") }
