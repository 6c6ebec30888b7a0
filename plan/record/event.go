package record

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// EventID names an event within one plan. It is the caller's; a repeated delivery of the same event has the same ID.
// IDs are non-empty printable text of at most MaxID bytes without "~", which the engine uses for the events that it derives.
type EventID string

// Actor is who did or recorded something.
type Actor struct {
	ID   string // the caller's identifier of the person or system
	Role string // profession or function, as the host names it
}

// IsZero reports whether nobody is named.
func (a Actor) IsZero() bool { return a == Actor{} }

// Event is one thing that happened (a fact) or that is asked for (an intent), with the two times that matter: when it was so
// and when we were told.
type Event struct {
	ID        EventID
	At        time.Time  // when it was so; required
	Recorded  time.Time  // when it was told to us; the zero time means at once, at At
	Actor     Actor      // who did it or asked for it; required where an override or a forced move travels with it
	Body      Body       // what; required
	Replaces  EventID    // a correction: this event stands in the place of that one, which stays on record and counts no more
	Cause     EventID    // events that the engine derived: the event that this one follows from
	Overrides []Override // rules that this intent overrides, with reasons; intents only
}

// Body is the content of an event. The implementations are the types of this package that have a Kind method, as values and
// not as pointers; hosts put their own content into Custom.
type Body interface {
	// Kind names the type of the body.
	Kind() Kind
	// Validate reports what is missing or out of its domain in the body alone, without looking at any plan.
	Validate() error
}

// ErrEvent is wrapped by every error about an event that is malformed in itself.
var ErrEvent = errors.New("record: malformed event")

// Times outside of these bounds cannot be the time of an event: they are errors of entry, and they do not fit the engine.
var (
	earliestTime = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	latestTime   = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
)

// Known returns the time at which the event was known: Recorded, or At where that is not stated.
func (ev *Event) Known() time.Time {
	if ev.Recorded.IsZero() {
		return ev.At
	}
	return ev.Recorded
}

// Clone returns a copy that shares no slice or map with the event.
func (ev *Event) Clone() Event {
	copied := *ev
	copied.Overrides = slices.Clone(ev.Overrides)
	copied.Body = CloneBody(ev.Body)
	return copied
}

// CloneBody returns a body that shares no slice or map with the given one: that body itself where it holds none.
func CloneBody(body Body) Body {
	switch b := body.(type) {
	case Scored:
		if b.Items == nil {
			return body
		}
		b.Items = maps.Clone(b.Items)
		return b
	case SignsObserved:
		b.Signs = slices.Clone(b.Signs)
		return b
	case Screened:
		b.Results = slices.Clone(b.Results)
		return b
	case MedicineReported:
		if b.Classes == nil {
			return body
		}
		b.Classes = slices.Clone(b.Classes)
		return b
	case PreventionPlanMade:
		b.Reasons, b.Triggers, b.WarningSigns = slices.Clone(b.Reasons), slices.Clone(b.Triggers), slices.Clone(b.WarningSigns)
		b.Coping, b.Contacts, b.Activities = slices.Clone(b.Coping), slices.Clone(b.Contacts), slices.Clone(b.Activities)
		b.Lapse, b.SharedWith = slices.Clone(b.Lapse), slices.Clone(b.SharedWith)
		return b
	case NeedsRecorded:
		b.Needs = slices.Clone(b.Needs)
		return b
	case Order:
		if b.Parts == nil {
			return body
		}
		b.Parts = slices.Clone(b.Parts)
		return b
	}
	return body
}

// Validate reports what is wrong with the event in itself. All errors wrap ErrEvent.
func (ev *Event) Validate() error { return ev.ValidateDecoded(math.MaxInt) }

// ValidateDecoded is Validate for a decoder that read the whole event from that many bytes, from texts in UTF-8 and words that have
// a name: what is shorter than every limit is within all of them, and need not be measured.
func (ev *Event) ValidateDecoded(size int) error {
	kind, err := ev.outline()
	if err == nil {
		err = ev.contents(kind, size)
	}
	return ev.malformed(err)
}

// malformed says of which event the error is.
func (ev *Event) malformed(err error) error {
	if err != nil {
		return fmt.Errorf("%w %q: %w", ErrEvent, ev.ID, err)
	}
	return nil
}

// outline looks at everything but texts, words and what the body says.
func (ev *Event) outline() (Kind, error) {
	if ev.Body == nil || reflect.TypeOf(ev.Body).Kind() == reflect.Pointer {
		return 0, errors.New("no body, or a pointer to one")
	}
	kind := ev.Body.Kind()
	switch {
	case !kind.Valid():
		return 0, errors.New("body of no known kind")
	case ev.At.Before(earliestTime) || ev.At.After(latestTime):
		return 0, fmt.Errorf("time %v is not between %d and %d", ev.At, earliestTime.Year(), latestTime.Year())
	case !ev.Recorded.IsZero() && ev.Recorded.Before(ev.At) && !kind.Intent() && !kind.Derived() && kind != KindPregnancyReported:
		return 0, fmt.Errorf("recorded %v before it was so, %v", ev.Recorded, ev.At)
	case kind.Derived() && ev.Cause == "":
		return 0, fmt.Errorf("%s is derived by the engine and needs a cause", kind)
	case !kind.Derived() && ev.Cause != "":
		return 0, fmt.Errorf("%s is not a derived kind and cannot have a cause", kind)
	case len(ev.Overrides) > 0 && !kind.Intent():
		return 0, fmt.Errorf("%s is a fact: there is nothing to override", kind)
	case len(ev.Overrides) > 0 && ev.Actor.IsZero():
		return 0, errors.New("an override needs an actor")
	case (kind == KindForceMove || kind == KindOverrideGranted) && ev.Actor.IsZero():
		return 0, fmt.Errorf("%s needs an actor", kind)
	case reflect.TypeOf(ev.Body) != reflect.TypeOf(kinds[kind].zero):
		return 0, fmt.Errorf("a %s is a %T, not a %T", kind, kinds[kind].zero, ev.Body)
	case ev.Replaces != "" && ev.Replaces == ev.ID:
		return 0, errors.New("replaces itself")
	}
	if err := validateID(ev.ID, kind.Derived()); err != nil {
		return 0, err
	}
	return kind, withinTime("recorded", ev.Recorded)
}

// contents looks at what outline does not.
func (ev *Event) contents(kind Kind, size int) error {
	if size > min(MaxName, MaxList) {
		if err := ev.withinLimits(kind); err != nil {
			return err
		}
	}
	for i := range ev.Overrides {
		if err := ev.Overrides[i].validate(); err != nil {
			return err
		}
		if !ev.Overrides[i].Expires.IsZero() {
			return fmt.Errorf("override of %s expires: it travels with the intent and counts for it alone", ev.Overrides[i].Rule)
		}
	}
	return ev.Body.Validate()
}

func validateID(id EventID, derived bool) error {
	if id == "" {
		return errors.New("no ID")
	}
	ascii := true
	for i := range len(id) {
		switch c := id[i]; {
		case c < ' ' || c == 0x7f:
			return errors.New("ID with a control character")
		case c == '~' && !derived:
			return errors.New(`ID with "~", which marks derived events`)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	limit := MaxID
	if derived {
		limit = maxDerivedID
	}
	if len(id) > limit || !ascii && !utf8.ValidString(string(id)) {
		return fmt.Errorf("ID longer than %d bytes or not UTF-8", limit)
	}
	return nil
}

// Override is a documented decision to go on although a rule objects. It travels with the intent that it belongs to.
type Override struct {
	Rule    RuleID
	Reason  Reason    // required
	Note    string    // what the rule asks to be documented: it counts as Documented says, and is required where the reason is ReasonOther
	Expires time.Time // standing overrides only: from when it counts no more
}

// Documented reports whether the note says something: more than signs, and more than the reason says already. What has to be shown differs from
// rule to rule (plan.OverridePolicy.Text), and no program reads whether it was.
func (o *Override) Documented() bool {
	return strings.ContainsFunc(o.Note, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) &&
		!strings.EqualFold(strings.TrimSpace(o.Note), string(o.Reason))
}

func (o *Override) validate() error {
	switch {
	case o.Rule == "":
		return errors.New("override without a rule")
	case o.Reason == "":
		return fmt.Errorf("override of %s without a reason", o.Rule)
	case o.Reason == ReasonOther && strings.TrimSpace(o.Note) == "":
		return fmt.Errorf("override of %s for another reason needs a note", o.Rule)
	}
	return errors.Join(check(o.Reason, reasons), withinTime("expires", o.Expires))
}
