package cdshooks

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Key is a public key of a client, and the only algorithm that it is used with.
type Key struct {
	Public    crypto.PublicKey // an *ecdsa.PublicKey on P-384, or an *rsa.PublicKey
	Algorithm string           // "ES384" or "RS384"
}

// Keys is the port to the keys of one client.
type Keys interface {
	// Key returns the key of that ID. ErrNoKey if there is none now.
	Key(ctx context.Context, id string) (Key, error)
}

// Errors of keys.
var (
	ErrNoKey  = errors.New("cdshooks: there is no such key")
	ErrKeySet = errors.New("cdshooks: this is no set of public keys that is used here")
)

// KeySet is a fixed set of keys by their IDs: Keys for a client that seldom changes them.
type KeySet map[string]Key

// Key is that of Keys.
func (s KeySet) Key(_ context.Context, id string) (Key, error) {
	if k, ok := s[id]; ok {
		return k, nil
	}
	return Key{}, ErrNoKey
}

// ParseKeySet reads a JWK Set (RFC 7517). Keys of other kinds are left out; a private key in it, two keys of one ID, or none that can
// be used are ErrKeySet.
func ParseKeySet(data []byte) (KeySet, error) {
	doc, err := r4.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeySet, err)
	}
	set := KeySet{}
	for _, e := range doc.Root().Get("keys").Items() {
		id := e.Get("kid").Text()
		if e.Get("d").Exists() || e.Get("k").Exists() {
			return nil, fmt.Errorf("%w: a private or shared key is in it", ErrKeySet)
		}
		if use := e.Get("use"); id == "" || use.Exists() && !use.Is("sig") {
			continue
		}
		key, ok := keyOf(e)
		if alg := e.Get("alg"); !ok || alg.Exists() && !alg.Is(key.Algorithm) {
			continue
		}
		if _, double := set[id]; double {
			return nil, fmt.Errorf("%w: two keys have one ID", ErrKeySet)
		}
		set[id] = key
	}
	if len(set) == 0 {
		return nil, fmt.Errorf("%w: it has no key for ES384 or RS384", ErrKeySet)
	}
	return set, nil
}

// leastRSA is how long an RSA key is at least (RFC 7518, section 3.3).
const leastRSA = 2048

func keyOf(e r4.Element) (Key, bool) {
	part := func(name string) []byte {
		data, err := base64.RawURLEncoding.Strict().DecodeString(e.Get(name).Text())
		if err != nil {
			return nil
		}
		return data
	}
	switch e.Get("kty").Text() {
	case "EC":
		x, y := part("x"), part("y")
		if !e.Get("crv").Is("P-384") || len(x) != 48 || len(y) != 48 {
			return Key{}, false
		}
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P384(), append(append([]byte{4}, x...), y...))
		return Key{public, "ES384"}, err == nil
	case "RSA":
		n, exponent := new(big.Int).SetBytes(part("n")), new(big.Int).SetBytes(part("e"))
		if n.BitLen() < leastRSA || n.BitLen() > 4*leastRSA || !exponent.IsInt64() || exponent.Int64() < 3 || exponent.Int64() > 1<<31-1 {
			return Key{}, false
		}
		return Key{&rsa.PublicKey{N: n, E: int(exponent.Int64())}, "RS384"}, true
	}
	return Key{}, false
}

// RemoteKeys is Keys at an address of the client (its jku). It is asked when a key is not known, and not more often than once in a while.
type RemoteKeys struct {
	url   string
	get   func(ctx context.Context, url string) ([]byte, error)
	clock func() time.Time
	pause time.Duration

	mu    sync.Mutex
	known KeySet
	asked time.Time
}

// NewRemoteKeys returns the keys at a URL, which get fetches; clock says how late it is, and pause how long to wait before asking again.
func NewRemoteKeys(url string, get func(context.Context, string) ([]byte, error), clock func() time.Time, pause time.Duration) *RemoteKeys {
	return &RemoteKeys{url: url, get: get, clock: clock, pause: pause}
}

// Key is that of Keys.
func (r *RemoteKeys) Key(ctx context.Context, id string) (Key, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock()
	if k, ok := r.known[id]; ok || !r.asked.IsZero() && now.Sub(r.asked) < r.pause {
		if !ok {
			return Key{}, ErrNoKey
		}
		return k, nil
	}
	r.asked = now
	data, err := r.get(ctx, r.url)
	if err != nil {
		return Key{}, errors.Join(ErrNoKey, err)
	}
	set, err := ParseKeySet(data)
	if err != nil {
		return Key{}, errors.Join(ErrNoKey, err)
	}
	r.known = set
	return set.Key(ctx, id)
}
