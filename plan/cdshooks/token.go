package cdshooks

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/oudpath/oudpath/plan/fhir/r4"
)

// Issuer is a client that may call.
type Issuer struct {
	Name string // the claim iss of its tokens
	Keys Keys
	JKU  string // the address of its keys, if its tokens name it; any other is refused
}

// Tokens says which tokens a Verifier takes.
type Tokens struct {
	Issuers []Issuer         // required
	Clock   func() time.Time // required
	Leeway  time.Duration    // how far clocks may differ; zero: DefaultLeeway
	Longest time.Duration    // how long a token may be valid at most, which bounds how long it is remembered; zero: DefaultLongest
	Room    int              // how many tokens are remembered at once; zero: DefaultRoom. Beyond it calls are refused, for a while
}

// What the zero values of Tokens stand for.
const (
	DefaultLeeway  = time.Minute
	DefaultLongest = time.Hour
	DefaultRoom    = 1 << 20
)

// Errors of a Verifier.
var (
	ErrToken = errors.New("cdshooks: the token is not one that is taken")
	ErrRoom  = errors.New("cdshooks: too many tokens at once")
)

// Verifier verifies the tokens of clients: JWTs that are signed with ES384 or RS384 by a known issuer, for one address, for a short time,
// and used once.
type Verifier struct {
	Tokens
	issuers map[string]Issuer

	mu    sync.Mutex
	used  map[string]time.Time // when a token is forgotten, by issuer and ID
	sweep time.Time
}

// NewVerifier returns a verifier.
func NewVerifier(t Tokens) (*Verifier, error) {
	if t.Clock == nil || len(t.Issuers) == 0 {
		return nil, errors.New("cdshooks: a verifier needs a clock and issuers")
	}
	v := &Verifier{Tokens: t, issuers: map[string]Issuer{}, used: map[string]time.Time{}}
	for _, i := range t.Issuers {
		if _, double := v.issuers[i.Name]; double || i.Name == "" || i.Keys == nil {
			return nil, fmt.Errorf("cdshooks: issuer %q has no name, no keys, or is there twice", i.Name)
		}
		v.issuers[i.Name] = i
	}
	if v.Leeway == 0 {
		v.Leeway = DefaultLeeway
	}
	if v.Longest == 0 {
		v.Longest = DefaultLongest
	}
	if v.Room == 0 {
		v.Room = DefaultRoom
	}
	return v, nil
}

// maxToken is how long a token may be.
const maxToken = 8 << 10

// Verify returns the issuer of a token that is for the address and was not used before. Errors wrap ErrToken or are ErrRoom; they
// say what is wrong and quote nothing of it.
func (v *Verifier) Verify(ctx context.Context, token, address string) (issuer string, err error) {
	refuse := func(why string) (string, error) { return "", fmt.Errorf("%w: %s", ErrToken, why) }
	parts := strings.Split(token, ".")
	if len(token) > maxToken || len(parts) != 3 {
		return refuse("it is no JWT of three parts")
	}
	head, claims, signature, ok := decoded(parts)
	if !ok {
		return refuse("its parts are no base64url of JSON objects")
	}
	client, known := v.issuers[claims.Get("iss").Text()]
	alg := head.Get("alg").Text()
	switch {
	case alg != "ES384" && alg != "RS384":
		return refuse("its algorithm is none of ES384, RS384")
	case head.Get("crit").Exists():
		return refuse("it demands something that is not known here")
	case head.Get("typ").Exists() && !strings.EqualFold(head.Get("typ").Text(), "JWT"):
		return refuse("its type is not JWT")
	case !known:
		return refuse("its issuer is not known")
	case head.Get("jku").Exists() && (client.JKU == "" || !head.Get("jku").Is(client.JKU)):
		return refuse("its keys are at another address than those of its issuer")
	case head.Get("kid").Text() == "":
		return refuse("it names no key")
	}
	key, err := client.Keys.Key(ctx, head.Get("kid").Text())
	if err != nil || key.Algorithm != alg || !signed(key, parts[0]+"."+parts[1], signature) {
		return refuse("it is not signed by a key of its issuer")
	}
	if err := v.claims(claims, address); err != nil {
		return "", err
	}
	return client.Name, v.once(client.Name, claims)
}

// decoded decodes the parts of a token. A name twice in an object is none that could be trusted.
func decoded(parts []string) (head, claims r4.Element, signature []byte, ok bool) {
	var raw [3][]byte
	for i, part := range parts {
		var err error
		if raw[i], err = base64.RawURLEncoding.Strict().DecodeString(part); err != nil {
			return head, claims, nil, false
		}
	}
	first, err := r4.Parse(raw[0])
	second, err2 := r4.Parse(raw[1])
	if err != nil || err2 != nil || !first.Root().IsObject() || !second.Root().IsObject() {
		return head, claims, nil, false
	}
	return first.Root(), second.Root(), raw[2], true
}

// signed reports whether the key signed the text. The algorithm is that of the key.
func signed(key Key, text string, signature []byte) bool {
	sum := sha512.Sum384([]byte(text))
	switch public := key.Public.(type) {
	case *ecdsa.PublicKey:
		if key.Algorithm != "ES384" || len(signature) != 96 {
			return false
		}
		r, s := new(big.Int).SetBytes(signature[:48]), new(big.Int).SetBytes(signature[48:])
		return ecdsa.Verify(public, sum[:], r, s)
	case *rsa.PublicKey:
		return key.Algorithm == "RS384" && rsa.VerifyPKCS1v15(public, crypto.SHA384, sum[:], signature) == nil
	}
	return false
}

// claims checks for whom and when the token is.
func (v *Verifier) claims(claims r4.Element, address string) error {
	refuse := func(why string) error { return fmt.Errorf("%w: %s", ErrToken, why) }
	audience := false
	for _, a := range claims.Get("aud").Items() {
		audience = audience || a.Is(address)
	}
	now := v.Clock()
	issued, ok := seconds(claims.Get("iat"))
	expires, ok2 := seconds(claims.Get("exp"))
	from, ok3 := issued, true
	if claims.Get("nbf").Exists() {
		from, ok3 = seconds(claims.Get("nbf"))
	}
	switch {
	case !audience:
		return refuse("it is for another address")
	case !ok || !ok2 || !ok3:
		return refuse("its times are no times")
	case issued.After(now.Add(v.Leeway)) || from.After(now.Add(v.Leeway)):
		return refuse("it is from the future")
	case !expires.After(now.Add(-v.Leeway)):
		return refuse("it has expired")
	case expires.Sub(issued) > v.Longest:
		return refuse("it is valid for too long")
	case claims.Get("jti").Text() == "":
		return refuse("it has no ID")
	}
	return nil
}

// seconds reads a time of a claim.
func seconds(e r4.Element) (time.Time, bool) {
	thousandths, ok := e.Decimal().Thousandths()
	if !e.IsNumber() || !ok || thousandths < 0 || thousandths > 1<<43 {
		return time.Time{}, false
	}
	return time.UnixMilli(thousandths), true
}

// once remembers the token until nobody would take it any more, and refuses one that is remembered.
func (v *Verifier) once(issuer string, claims r4.Element) error {
	expires, _ := seconds(claims.Get("exp"))
	name, now := issuer+"\x00"+claims.Get("jti").Text(), v.Clock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.used) >= v.Room || now.Sub(v.sweep) > v.Longest {
		for n, until := range v.used {
			if until.Before(now) {
				delete(v.used, n)
			}
		}
		v.sweep = now
	}
	if _, used := v.used[name]; used {
		return fmt.Errorf("%w: it was used before", ErrToken)
	}
	if len(v.used) >= v.Room {
		return ErrRoom
	}
	v.used[name] = expires.Add(v.Leeway)
	return nil
}
