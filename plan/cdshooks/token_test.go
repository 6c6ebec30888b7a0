package cdshooks

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var b64 = base64.RawURLEncoding.EncodeToString

// keys are those of the tests: made anew in each run.
var keys = sync.OnceValue(func() (k struct {
	own, stranger *ecdsa.PrivateKey
	rsa           *rsa.PrivateKey
}) {
	k.own, _ = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	k.stranger, _ = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	k.rsa, _ = rsa.GenerateKey(rand.Reader, 2048)
	return k
})

// jwk writes the public half of a key.
func jwk(id string, public crypto.PublicKey) string {
	switch p := public.(type) {
	case *ecdsa.PublicKey:
		raw, _ := p.Bytes()
		return fmt.Sprintf(`{"kty":"EC","crv":"P-384","use":"sig","alg":"ES384","kid":%q,"x":%q,"y":%q}`, id, b64(raw[1:49]), b64(raw[49:]))
	case *rsa.PublicKey:
		return fmt.Sprintf(`{"kty":"RSA","kid":%q,"n":%q,"e":"AQAB"}`, id, b64(p.N.Bytes()))
	}
	return ""
}

func keySet(t testing.TB) KeySet {
	set, err := ParseKeySet([]byte(`{"keys":[` + jwk("ec", &keys().own.PublicKey) + `,` + jwk("rsa", &keys().rsa.PublicKey) + `]}`))
	require.NoError(t, err)
	return set
}

const (
	ehr     = "https://ehr.example"
	address = "https://cds.example" + orders
)

func verifier(t testing.TB, change ...func(*Tokens)) *Verifier {
	tokens := Tokens{Issuers: []Issuer{{Name: ehr, Keys: keySet(t), JKU: ehr + "/jwks"}}, Clock: func() time.Time { return now }}
	for _, f := range change {
		f(&tokens)
	}
	v, err := NewVerifier(tokens)
	require.NoError(t, err)
	return v
}

// part of a token: what it says, with some of it changed; nil takes something away.
func changed(of map[string]any, change map[string]any) []byte {
	of = maps.Clone(of)
	for name, value := range change {
		if of[name] = value; value == nil {
			delete(of, name)
		}
	}
	data, _ := json.Marshal(of)
	return data
}

var number int

// token makes a token; head and claims are what is different about it.
func token(head, claims map[string]any, sign func(text []byte) []byte) string {
	number++
	text := b64(changed(map[string]any{"alg": "ES384", "kid": "ec", "typ": "JWT"}, head)) + "." +
		b64(changed(map[string]any{"iss": ehr, "aud": address, "iat": now.Unix(), "exp": now.Unix() + 300, "jti": fmt.Sprint("t",
			number)}, claims))
	return text + "." + b64(sign([]byte(text)))
}

func ec(key *ecdsa.PrivateKey) func([]byte) []byte {
	return func(text []byte) []byte {
		sum := sha512.Sum384(text)
		r, s, _ := ecdsa.Sign(rand.Reader, key, sum[:])
		return append(r.FillBytes(make([]byte, 48)), s.FillBytes(make([]byte, 48))...)
	}
}

func byRSA(text []byte) []byte {
	sum := sha512.Sum384(text)
	signature, _ := rsa.SignPKCS1v15(rand.Reader, keys().rsa, crypto.SHA384, sum[:])
	return signature
}

// byHMAC signs with the public key as if it were a shared secret.
func byHMAC(text []byte) []byte {
	mac := hmac.New(sha512.New384, []byte(jwk("ec", &keys().own.PublicKey)))
	_, _ = mac.Write(text)
	return mac.Sum(nil)
}

func own(text []byte) []byte { return ec(keys().own)(text) }

type some map[string]any

// forged are tokens that are not taken, each with what is said of it.
var forged = []struct {
	name string
	make func() string
	why  string
}{
	{"no signature", func() string { return token(some{"alg": "none"}, nil, func([]byte) []byte { return nil }) }, "algorithm"},
	{"none, in another case", func() string { return token(some{"alg": "nOnE"}, nil, own) }, "algorithm"},
	{"HMAC with the public key", func() string { return token(some{"alg": "HS384"}, nil, byHMAC) }, "algorithm"},
	{"ES256", func() string { return token(some{"alg": "ES256"}, nil, own) }, "algorithm"},
	{"no algorithm", func() string { return token(some{"alg": nil}, nil, own) }, "algorithm"},
	{"a stranger's key under a known name", func() string { return token(nil, nil, ec(keys().stranger)) }, "not signed"},
	{"a key of another algorithm", func() string { return token(some{"kid": "rsa"}, nil, own) }, "not signed"},
	{"an RSA key that is said to be EC", func() string { return token(some{"kid": "ec", "alg": "RS384"}, nil, byRSA) }, "not signed"},
	{"a key that there is none of", func() string { return token(some{"kid": "other"}, nil, own) }, "not signed"},
	{"no name of a key", func() string { return token(some{"kid": nil}, nil, own) }, "names no key"},
	{"keys that the token brings along", func() string {
		return token(some{"jwk": "x", "jku": "https://evil.example/jwks"}, nil, ec(keys().stranger))
	},
		"another address"},
	{"something that must be understood", func() string { return token(some{"crit": []string{"b64"}}, nil, own) }, "demands"},
	{"another type", func() string { return token(some{"typ": "at+jwt"}, nil, own) }, "type"},
	{"an unknown issuer", func() string { return token(nil, some{"iss": "https://evil.example"}, own) }, "issuer"},
	{"no issuer", func() string { return token(nil, some{"iss": nil}, own) }, "issuer"},
	{"another audience", func() string { return token(nil, some{"aud": "https://other.example" + orders}, own) }, "another address"},
	{"the audience of the whole service", func() string { return token(nil, some{"aud": "https://cds.example"}, own) }, "another address"},
	{"the audience of another service", func() string {
		return token(nil,
			some{"aud": "https://cds.example/cds-services/oudpath-patient"}, own)
	},
		"another address"},
	{"no audience", func() string { return token(nil, some{"aud": nil}, own) }, "another address"},
	{"expired", func() string { return token(nil, some{"iat": now.Unix() - 900, "exp": now.Unix() - 61}, own) }, "expired"},
	{"from the future", func() string { return token(nil, some{"iat": now.Unix() + 120, "exp": now.Unix() + 300}, own) }, "future"},
	{"not yet", func() string { return token(nil, some{"nbf": now.Unix() + 120}, own) }, "future"},
	{"for a year", func() string { return token(nil, some{"exp": now.Unix() + 365*86400}, own) }, "too long"},
	{"for ever", func() string { return token(nil, some{"exp": nil}, own) }, "times"},
	{"a time as a text", func() string { return token(nil, some{"exp": "2030"}, own) }, "times"},
	{"a time beyond time", func() string { return token(nil, some{"exp": 1e30}, own) }, "times"},
	{"no ID", func() string { return token(nil, some{"jti": nil}, own) }, "no ID"},
	{"two parts", func() string { t := token(nil, nil, own); return t[:strings.LastIndexByte(t, '.')] }, "three parts"},
	{"four parts", func() string { return token(nil, nil, own) + ".x" }, "three parts"},
	{"base64 with padding", func() string { return token(nil, nil, own) + "=" }, "base64url"},
	{"a changed claim", func() string {
		p := strings.Split(token(nil, nil, own), ".")
		other := strings.Split(token(nil, some{"sub": "x"}, own), ".")
		return p[0] + "." + other[1] + "." + p[2]
	}, "not signed"},
	{"a claim twice", func() string {
		text := b64([]byte(`{"alg":"ES384","kid":"ec"}`)) + "." + b64([]byte(`{"iss":"x","iss":"`+ehr+`"}`))
		return text + "." + b64(own([]byte(text)))
	}, "base64url of JSON"},
	{"long", func() string { return strings.Repeat("a", 9000) + ".b.c" }, "three parts"},
}

func TestForgedTokens(t *testing.T) {
	v := verifier(t)
	for _, f := range forged {
		t.Run(f.name, func(t *testing.T) {
			_, err := v.Verify(context.Background(), f.make(), address)
			require.ErrorIs(t, err, ErrToken)
			require.Contains(t, err.Error(), f.why)
			require.NotContains(t, err.Error(), "example")
		})
	}
}

func TestTokens(t *testing.T) {
	v := verifier(t)
	for name, good := range map[string]string{
		"ES384":               token(nil, nil, own),
		"RS384":               token(some{"alg": "RS384", "kid": "rsa"}, nil, byRSA),
		"no type":             token(some{"typ": nil}, nil, own),
		"an array of aud":     token(nil, some{"aud": []string{"https://x.example", address}}, own),
		"the right jku":       token(some{"jku": ehr + "/jwks"}, nil, own),
		"expired within skew": token(nil, some{"iat": now.Unix() - 300, "exp": now.Unix() - 30}, own),
	} {
		issuer, err := v.Verify(context.Background(), good, address)
		require.NoError(t, err, name)
		require.Equal(t, ehr, issuer)
		_, err = v.Verify(context.Background(), good, address)
		require.ErrorContains(t, err, "used before", name)
	}
}

// Where there is no room to remember tokens, none is taken: forgetting one would let it be used again. Room comes back with time.
func TestRoomForTokens(t *testing.T) {
	at := now
	v := verifier(t, func(c *Tokens) { c.Room, c.Clock = 2, func() time.Time { return at } })
	for range 2 {
		_, err := v.Verify(context.Background(), token(nil, nil, own), address)
		require.NoError(t, err)
	}
	_, err := v.Verify(context.Background(), token(nil, nil, own), address)
	require.ErrorIs(t, err, ErrRoom)
	at = at.Add(10 * time.Minute)
	_, err = v.Verify(context.Background(), token(nil, some{"iat": at.Unix(), "exp": at.Unix() + 60}, own), address)
	require.NoError(t, err)
}

func TestKeySets(t *testing.T) {
	good := jwk("a", &keys().own.PublicKey)
	for name, bad := range map[string]string{
		"no JSON": `{`, "empty": `{"keys":[]}`,
		"a private key": `{"keys":[` + strings.Replace(good, `"kty"`, `"d":"AA","kty"`, 1) + `]}`,
		"a shared key":  `{"keys":[{"kty":"oct","kid":"a","k":"AA"}]}`,
		"twice":         `{"keys":[` + good + `,` + good + `]}`,
		"a point off": `{"keys":[{"kty":"EC","crv":"P-384","kid":"a","x":"` + b64(make([]byte, 48)) + `","y":"` + b64(make([]byte,
			48)) + `"}]}`,
		"another curve":       `{"keys":[` + strings.Replace(good, "P-384", "P-256", 1) + `]}`,
		"for encryption":      `{"keys":[` + strings.Replace(good, `"sig"`, `"enc"`, 1) + `]}`,
		"a short RSA key":     `{"keys":[{"kty":"RSA","kid":"a","n":"` + b64(make([]byte, 128)) + `","e":"AQAB"}]}`,
		"an exponent of one":  `{"keys":[` + strings.Replace(jwk("a", &keys().rsa.PublicKey), "AQAB", "AQ", 1) + `]}`,
		"without a name":      `{"keys":[` + strings.Replace(good, `"kid":"a"`, `"kid":""`, 1) + `]}`,
		"another algorithm":   `{"keys":[` + strings.Replace(good, "ES384", "ES256", 1) + `]}`,
		"a coordinate short":  `{"keys":[{"kty":"EC","crv":"P-384","kid":"a","x":"AA","y":"AA"}]}`,
		"not the set, but it": good,
	} {
		_, err := ParseKeySet([]byte(bad))
		require.ErrorIs(t, err, ErrKeySet, name)
	}
}

// Keys at an address are asked for once, again for a key that is not known, and not more often than once in a while.
func TestRemoteKeys(t *testing.T) {
	at, asked, answer := now, 0, `{"keys":[`+jwk("a", &keys().own.PublicKey)+`]}`
	r := NewRemoteKeys(ehr+"/jwks", func(_ context.Context, url string) ([]byte, error) {
		require.Equal(t, ehr+"/jwks", url)
		asked++
		return []byte(answer), nil
	}, func() time.Time { return at }, time.Minute)
	for range 3 {
		_, err := r.Key(context.Background(), "a")
		require.NoError(t, err)
	}
	_, err := r.Key(context.Background(), "b")
	require.ErrorIs(t, err, ErrNoKey)
	require.Equal(t, 1, asked)
	at = at.Add(2 * time.Minute)
	answer = `{"keys":[` + jwk("b", &keys().own.PublicKey) + `]}`
	_, err = r.Key(context.Background(), "b")
	require.NoError(t, err)
	_, err = r.Key(context.Background(), "a")
	require.ErrorIs(t, err, ErrNoKey, "what is no more in the set is no key")
	require.Equal(t, 2, asked)
}

// Whatever is sent as a token or as a set of keys is refused, and nothing panics.
func FuzzToken(f *testing.F) {
	for _, x := range forged {
		f.Add(x.make(), []byte(jwk("a", &keys().own.PublicKey)))
	}
	v := verifier(f)
	f.Fuzz(func(t *testing.T, token string, set []byte) {
		_, err := v.Verify(context.Background(), token, address)
		require.ErrorIs(t, err, ErrToken)
		if _, err := ParseKeySet(set); err != nil {
			require.ErrorIs(t, err, ErrKeySet)
		}
	})
}
