package cdshooks

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// mostFeedback is how many answers one call may bring.
const mostFeedback = 1000

// feedback takes the answers of users. Each is handed to the sink, also one about a card that nobody remembers; the client is told that
// all have arrived, or repeats them.
func (a *api) feedback(ctx context.Context, service, issuer string, body r4.Element) ([]byte, error) {
	list := body.Get("feedback")
	if !list.IsArray() || list.Len() > mostFeedback {
		return nil, faultRequest.with("feedback is an array of at most %d", mostFeedback)
	}
	answers := make([]Answer, 0, list.Len())
	for _, e := range list.Items() {
		answer, err := a.answerOf(e)
		if err != nil {
			return nil, err
		}
		answer.Issuer = issuer
		answers = append(answers, answer)
	}
	for i := range answers {
		if err := a.answered(ctx, service, &answers[i]); err != nil {
			return nil, err
		}
	}
	return []byte("{}"), nil
}

// answerOf reads one answer.
func (a *api) answerOf(e r4.Element) (answer Answer, err error) {
	at := e.Get("outcomeTimestamp").Time()
	answer = Answer{Card: Card{ID: strings.ToLower(strings.TrimPrefix(e.Get("card").Text(), "urn:uuid:"))}, Outcome: e.Get("outcome").Text(),
		At: at.Instant, Received: a.Clock()}
	why := e.Get("overrideReason")
	answer.Comment = why.Get("userComment").Text()
	if reason := why.Get("reason"); reason.Get("system").Is(fhir.System) || !reason.Get("system").Exists() {
		answer.Reason = reason.Get("code").Text()
	}
	for _, s := range e.Get("acceptedSuggestions").Items() {
		answer.Accepted = append(answer.Accepted, s.Get("id").Text())
	}
	switch {
	case !isUUID(answer.Card.ID):
		return answer, faultRequest.with("feedback.card is the UUID of a card")
	case answer.Outcome != "accepted" && answer.Outcome != "overridden":
		return answer, faultRequest.with("feedback.outcome is accepted or overridden")
	case answer.Outcome == "accepted" && len(answer.Accepted) == 0:
		return answer, faultRequest.with("feedback.acceptedSuggestions names what was accepted")
	case at.Precision != r4.Instant || at.Instant.IsZero():
		return answer, faultRequest.with("feedback.outcomeTimestamp is a time with a zone")
	case len(answer.Comment) > record.MaxNote:
		return answer, faultRequest.with("feedback.overrideReason.userComment is too long")
	}
	return answer, nil
}

// answered finds out what an answer comes to, hands it to the sink, and only then remembers it.
func (a *api) answered(ctx context.Context, service string, answer *Answer) error {
	card, ok, err := a.Memory.Card(ctx, answer.Card.ID)
	if err != nil {
		return err
	}
	if !ok || card.Service != service || card.Issuer != answer.Issuer {
		if answer.Outcome == "overridden" {
			answer.Attempted = "the card is not remembered"
		}
		return a.sink(ctx, *answer)
	}
	answer.Card = card
	if answer.Outcome == "overridden" {
		if answer.Attempted = a.override(ctx, &card, answer); answer.Attempted == "" {
			card.Overrides, card.By = answer.Override.Overrides, answer.Override.Actor
		}
	}
	if err := a.sink(ctx, *answer); err != nil {
		return err
	}
	card.Answered = true
	return a.Memory.Keep(ctx, card)
}

func (a *api) sink(ctx context.Context, answer Answer) error {
	if a.Sink == nil {
		return nil
	}
	return a.Sink.Take(ctx, answer)
}

// override makes the event of an override, or says why there is none: the card can be overridden, the reason was offered, the role is that
// which the host gives the user now, and the time is one between the card and now.
func (a *api) override(ctx context.Context, card *Card, answer *Answer) (attempted string) {
	reason, comment := record.Reason(answer.Reason), strings.TrimSpace(answer.Comment)
	display, offered := displayOf(reason)
	switch {
	case len(card.Overridable) == 0:
		return "the card cannot be overridden"
	case !offered:
		return "the reason is none of those that were offered"
	case reason == record.ReasonOther && comment == "":
		return "another reason needs a comment"
	case !within(answer.At, answer.Received) || answer.At.Before(card.Given.Add(-DefaultLeeway)):
		return "the time is not between the card and now"
	case a.Staff == nil:
		return "the user is not known"
	}
	actor, err := a.Staff.Actor(ctx, card.Issuer, card.User)
	if err != nil || actor.IsZero() {
		return "the user is not known"
	}
	ev := card.Event.Clone()
	ev.ID, ev.At, ev.Recorded, ev.Actor = record.EventID("cds:"+card.ID), latest(card.Given, answer.At), time.Time{}, actor
	note := cmp.Or(comment, "chosen on the card, without a comment: "+display)
	for _, rule := range card.Overridable {
		if !a.Staff.MayOverride(actor, rule) {
			return "the role of the user does not allow it"
		}
		ev.Overrides = append(ev.Overrides, record.Override{Rule: rule, Reason: reason, Note: note})
	}
	if err := ev.Validate(); err != nil {
		return "the event cannot be recorded"
	}
	answer.Override = &ev
	return ""
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
