package cdshooks

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/record"
)

// feeding is a service with staff and a sink, and a card that refuses an order of a user.
type feeding struct {
	http.Handler
	*testing.T
	sink  *taken
	clock time.Time
	order string
}

func fed(t *testing.T, change ...func(*Config)) *feeding {
	f := &feeding{T: t, sink: &taken{}, clock: now}
	f.order = hooked("order-sign", signing(film(4)), full(somebody, heroin(3), scored()))
	f.Handler = open(t, append([]func(*Config){func(c *Config) {
		c.Staff, c.Sink, c.Clock = doctors{}, f.sink, func() time.Time { return f.clock }
	}}, change...)...)
	return f
}

func (f *feeding) card() shown {
	cards := cardsOf(f, post(f, orders, f.order))
	require.NotEmpty(f, cards)
	return cards[0]
}

func (f *feeding) answer(card, more string) int {
	f.clock = f.clock.Add(time.Minute)
	return post(f, orders+"/feedback", `{"feedback":[{"card":"`+card+`","outcomeTimestamp":"`+f.clock.Format(time.RFC3339)+`",`+more+
		`}]}`).Code
}

func overriding(reason, comment string) string {
	return `"outcome":"overridden","overrideReason":{"reason":{"system":"https://github.com/oudpath/oudpath/fhir/CodeSystem/oudpath","code":"` +
		reason + `","display":"x"},"userComment":"` + comment + `"}`
}

// An override with a reason that was offered, by somebody whom the host lets override, becomes an event with overrides, which the engine
// accepts; the same order is then refused no more, for that user.
func TestOverride(t *testing.T) {
	f := fed(t)
	card := f.card()
	require.Equal(t, "critical", card.Indicator)
	require.NotEmpty(t, card.OverrideReasons)
	require.Equal(t, http.StatusOK, f.answer(card.UUID, overriding("clinical", "no other choice")))
	require.Len(t, f.sink.answers, 1)
	got := f.sink.answers[0]
	require.Empty(t, got.Attempted)
	require.NotNil(t, got.Override)
	require.NoError(t, got.Override.Validate())
	require.Equal(t, record.Actor{ID: "Practitioner/d1", Role: "prescriber"}, got.Override.Actor)
	require.Equal(t, got.Card.Overridable, []record.RuleID{got.Override.Overrides[0].Rule})
	require.Empty(t, cardsOf(t, post(f, orders, f.order)), "the override counts")

	// The same answer again is the same event.
	body := `{"feedback":[{"card":"` + card.UUID + `","outcomeTimestamp":"` + f.clock.Format(time.RFC3339) + `",` +
		overriding("clinical", "no other choice") + `}]}`
	require.Equal(t, http.StatusOK, post(f, orders+"/feedback", body).Code)
	require.Equal(t, got.Override, f.sink.answers[1].Override)

	// Another dose is another card.
	other := hooked("order-sign", signing(film(2)), full(somebody, heroin(3), scored()))
	require.Equal(t, "critical", cardsOf(t, post(f, orders, other))[0].Indicator)
}

// Whatever is not such an override is an attempt: the sink learns of it, no event comes of it, and the rules go on refusing.
func TestAttempts(t *testing.T) {
	tests := []struct {
		name, more, why string
		change          func(*Config)
		later           time.Duration
	}{
		{name: "without a reason", more: `"outcome":"overridden"`, why: "the reason is none of those that were offered"},
		{name: "with a reason of one's own", more: overriding("because", "x"), why: "the reason is none of those that were offered"},
		{name: "with a reason of the record that was not offered", more: overriding("intoxicated", "x"),
			why: "the reason is none of those that were offered"},
		{name: "for another reason without a comment", more: overriding("other", " "), why: "another reason needs a comment"},
		{name: "by somebody who may not any more", more: overriding("clinical", "x"), why: "the role of the user does not allow it",
			change: func(c *Config) { c.Staff = &demoted{} }},
		{name: "by somebody who is not known any more", more: overriding("clinical", "x"), why: "the user is not known",
			change: func(c *Config) { c.Staff = &demoted{gone: true} }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var f *feeding
			if test.change != nil {
				f = fed(t, test.change)
			} else {
				f = fed(t)
			}
			card := f.card()
			require.Equal(t, http.StatusOK, f.answer(card.UUID, test.more))
			require.Equal(t, test.why, f.sink.answers[0].Attempted)
			require.Nil(t, f.sink.answers[0].Override)
			require.Equal(t, card.UUID, f.card().UUID, "the rule goes on refusing")
		})
	}
}

// demoted is a Staff that lets a user override while the card is made, and not afterwards.
type demoted struct {
	asked int
	gone  bool
}

func (d *demoted) Actor(ctx context.Context, issuer, user string) (record.Actor, error) {
	if d.asked++; d.asked > 1 && d.gone {
		return record.Actor{}, ErrNobody
	}
	return doctors{}.Actor(ctx, issuer, user)
}

func (d *demoted) MayOverride(record.Actor, record.RuleID) bool { return d.asked <= 1 }

// Who may not override is offered no reasons.
func TestNobodyElseIsOfferedReasons(t *testing.T) {
	for _, user := range []string{"Practitioner/n1", "Practitioner/unknown"} {
		body := strings.Replace(hooked("order-sign", signing(film(4)), full(somebody, heroin(3), scored())), "Practitioner/d1", user, 1)
		f := fed(t)
		card := cardsOf(t, post(f, orders, body))[0]
		require.Empty(t, card.OverrideReasons, user)
		require.Equal(t, http.StatusOK, f.answer(card.UUID, overriding("clinical", "x")))
		require.Equal(t, "the card cannot be overridden", f.sink.answers[0].Attempted)
	}
}

// A card that is not remembered, and one of another service, is no reason to lose the answer.
func TestUnknownCard(t *testing.T) {
	f := fed(t, func(c *Config) { c.Memory = NewMemory(1) })
	card := f.card()
	cardsOf(t, post(f, orders, hooked("order-sign", signing(film(2)), full(somebody, heroin(3), scored())))) // there is room for one
	require.Equal(t, http.StatusOK, f.answer(card.UUID, overriding("clinical", "x")))
	require.Equal(t, "the card is not remembered", f.sink.answers[0].Attempted)
	require.Empty(t, f.sink.answers[0].Card.Patient)
	card = f.card()
	body := `{"feedback":[{"card":"` + card.UUID + `","outcomeTimestamp":"2026-03-02T09:02:00Z",` + overriding("clinical", "x") + `}]}`
	require.Equal(t, http.StatusOK, post(f, "/cds-services/oudpath-patient/feedback", body).Code)
	require.Equal(t, "the card is not remembered", f.sink.answers[1].Attempted)
}

// A warning that was answered is not shown again while nothing changes; a refusal is.
func TestWarningIsNotRepeated(t *testing.T) {
	f := fed(t)
	f.order = hooked("order-sign", signing(film(16)), full(somebody, heroin(30), scored()))
	card := f.card()
	require.Equal(t, "warning", card.Indicator)
	require.Equal(t, card.UUID, f.card().UUID, "shown again until it is answered")
	require.Equal(t, http.StatusOK, f.answer(card.UUID, `"outcome":"accepted","acceptedSuggestions":[{"id":"`+card.Suggestions[0].UUID+`"}]`))
	require.Equal(t, []string{card.Suggestions[0].UUID}, f.sink.answers[0].Accepted)
	require.Equal(t, card.Suggestions[0].UUID, f.sink.answers[0].Card.Suggestions[0])
	require.Empty(t, cardsOf(t, post(f, orders, f.order)))
	f.order = hooked("order-sign", signing(film(12)), full(somebody, heroin(30), scored()))
	require.NotEmpty(t, cardsOf(t, post(f, orders, f.order)))
}

// What a sink did not take is told to the client, which sends it again; nothing is remembered of it.
func TestSinkThatFails(t *testing.T) {
	f := fed(t, func(c *Config) { c.Sink = failing{} })
	card := f.card()
	require.Equal(t, http.StatusInternalServerError, f.answer(card.UUID, overriding("clinical", "x")))
	require.Equal(t, card.UUID, f.card().UUID)
}

type failing struct{}

func (failing) Take(context.Context, Answer) error { return errors.New("the disk is full of heroin") }
