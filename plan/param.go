package plan

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// ParamID names a parameter, under the rule that it belongs to: "methadone.induction.first-day-total.hard".
type ParamID string

// Param is a limit that rules read and jurisdictions set. It is declared beside the rule that reads it and has no value of its
// own: what a jurisdiction does not set stays unset, and the rule that needs it is unknown. A Param is a handle that cannot be changed
// after its declaration; two are equal if they are the same declaration. The zero Param is no parameter: it has no ID, and a rule that
// reads it is not judged.
type Param[T any] struct {
	key *key
}

// key is the part of a parameter that does not depend on its type.
type key struct {
	number   uint // dense, in the order of declaration
	id       ParamID
	title    string
	stricter func(a, b any) int // >0: a is stricter than b, <0: looser, 0: neither; nil: values cannot be compared
	show     func(any) string
	check    func(any) error // what values the parameter can have; nil: any
}

// Parameters and facts are declared in variables of packages, and numbered so that a limit is found by an index.
var paramNumbers, slotNumbers atomic.Int32

func nextParam() uint { return uint(paramNumbers.Add(1)) - 1 }

func nextSlot() int { return int(slotNumbers.Add(1)) - 1 }

// AnyParam is a parameter of whatever type: what a rule lists and a catalogue prints.
type AnyParam interface {
	ID() ParamID
	Title() string
	// Type names the type of the value.
	Type() string
	ref() *key
	read(text string) (any, error)
}

// Strictness tells which of two values is the stricter limit.
type Strictness[T any] func(a, b T) int

// LowerIsStricter is for maxima: compare as cmp.Compare does.
func LowerIsStricter[T any](compare func(a, b T) int) Strictness[T] {
	return func(a, b T) int { return -compare(a, b) }
}

// HigherIsStricter is for minima.
func HigherIsStricter[T any](compare func(a, b T) int) Strictness[T] { return compare }

// NewParam declares a parameter. With a nil strictness a layer of a jurisdiction can only replace its value by saying Relax.
func NewParam[T any](id ParamID, title string, strictness Strictness[T], options ...ParamOption[T]) Param[T] {
	k := &key{number: nextParam(), id: id, title: title, show: showValue}
	if strictness != nil {
		k.stricter = func(a, b any) int { return strictness(a.(T), b.(T)) }
	}
	for _, option := range options {
		option.set(k)
	}
	return Param[T]{k}
}

// ParamOption is a part of the declaration of a parameter that many do without: Shown, Valid.
type ParamOption[T any] struct{ set func(*key) }

// Shown says how values of the parameter are written for a reader, "30 mg" instead of 30 say.
func Shown[T any](show func(T) string) ParamOption[T] {
	return ParamOption[T]{func(k *key) { k.show = func(v any) string { return show(v.(T)) } }}
}

// Valid says what values the parameter can have, those that the instrument gives say. A setting for which the function returns an
// error is an error of the jurisdiction.
func Valid[T any](check func(T) error) ParamOption[T] {
	return ParamOption[T]{func(k *key) { k.check = func(v any) error { return check(v.(T)) } }}
}

// showValue writes a value with fmt, and a duration in whole hours or days.
func showValue(v any) string {
	if d, ok := v.(time.Duration); ok {
		return durationText(d)
	}
	return fmt.Sprint(v)
}

// IsZero reports whether this is no parameter.
func (p Param[T]) IsZero() bool { return p.key == nil }

// ID returns the identifier; empty for no parameter.
func (p Param[T]) ID() ParamID {
	if p.key == nil {
		return ""
	}
	return p.key.id
}

// Title says what the parameter limits, with its unit; empty for no parameter.
func (p Param[T]) Title() string {
	if p.key == nil {
		return ""
	}
	return p.key.title
}

// Type names the type of the value.
func (p Param[T]) Type() string { return reflect.TypeFor[T]().String() }

func (p Param[T]) ref() *key { return p.key }

// From sets the parameter from a day on; the zero day means since ever. The citations say who says so.
func (p Param[T]) From(effective civil.Date, value T, cites ...evidence.Citation) Setting {
	return Setting{Effective: effective, Cites: cites, param: p.key, value: value}
}

// Always sets the parameter without a first day.
func (p Param[T]) Always(value T, cites ...evidence.Citation) Setting {
	return p.From(civil.Date{}, value, cites...)
}

// LimitOn returns the value of a parameter that an engine judges by on a day, with where it comes from; ok is false where it is not
// set. It is for those who need a limit outside of a rule: a calendar, or a screen that offers a dose.
func LimitOn[T any](e *Engine, p Param[T], day civil.Date) (value T, from Setting, ok bool) {
	s := e.setting(p.key, day)
	if s == nil {
		return value, Setting{}, false
	}
	return s.value.(T), s.clone(), true
}

// Limit is the value of a parameter at the time of an event, with its source.
type Limit[T any] struct {
	Value   T
	setting *Setting
}

// Showing returns the limit as it applied to the event, for a finding: the row of a table that holds on the day, or the share of
// the dose before. An empty text shows the value itself.
func (l Limit[T]) Showing(text string) AnyLimit {
	if l.setting == nil {
		return l
	}
	s := *l.setting
	s.shown = text
	return Limit[T]{Value: l.Value, setting: &s}
}

// ref returns the setting behind the limit.
func (l Limit[T]) ref() *Setting { return l.setting }

// AnyLimit is a limit of whatever type, for findings. The nil AnyLimit is no limit.
type AnyLimit interface{ ref() *Setting }

// Setting is a dated, cited value of a parameter: one line of a jurisdiction.
type Setting struct {
	Effective civil.Date // from when the value holds; zero: since ever
	Enforced  civil.Date // from when breaking it refuses; before, it warns; zero: from Effective on
	Last      civil.Date // the last day on which the value holds; zero: until another follows
	Cites     []evidence.Citation
	Relaxes   string // why this layer may be looser than the one below; empty: it may not

	param *key
	value any
	shown string     // what of the value applied to an event; empty: all of it
	whole *LimitFact // the setting with all of its value, for findings; nil where no engine has read it
}

// EnforcedFrom returns the setting with a later day of enforcement.
func (s Setting) EnforcedFrom(day civil.Date) Setting {
	s.Enforced = day
	return s
}

// Until returns the setting with the last day on which it holds. On later days the limit is that of the layer below, or is not set.
func (s Setting) Until(day civil.Date) Setting {
	s.Last = day
	return s
}

// Relax returns the setting with the reason why it may be looser than the layer below.
func (s Setting) Relax(why string) Setting {
	s.Relaxes = why
	return s
}

// Param returns the identifier of the parameter that is set.
func (s Setting) Param() ParamID { return s.param.id }

// Title says what the parameter limits.
func (s Setting) Title() string { return s.param.title }

// Text writes the value for a reader.
func (s Setting) Text() string {
	if s.shown != "" {
		return s.shown
	}
	return s.param.show(s.value)
}

// Provenance is the best provenance among the citations: what it says decides whether the limit may refuse.
func (s Setting) Provenance() evidence.Provenance { return evidence.Best(s.Cites) }

// fact is the setting as findings and explanations show it. It is shared: own copies it for who is given it.
func (s *Setting) fact() *LimitFact {
	if s.whole == nil || s.shown != "" {
		return s.written()
	}
	return s.whole
}

// written makes the fact.
func (s *Setting) written() *LimitFact {
	return &LimitFact{Param: s.param.id, Title: s.param.title, Value: s.Text(), Effective: s.Effective, Enforced: s.Enforced,
		Cites: s.Cites, Provenance: s.Provenance()}
}

func (s *Setting) validate() error {
	if s.param == nil {
		return fmt.Errorf("plan: setting of no parameter")
	}
	if len(s.Cites) == 0 {
		return fmt.Errorf("plan: setting of %s has no citation", s.param.id)
	}
	for _, c := range s.Cites {
		if err := c.Validate(); err != nil {
			return fmt.Errorf("plan: setting of %s: %w", s.param.id, err)
		}
	}
	if !s.Last.IsZero() && s.Last.Before(s.Effective) {
		return fmt.Errorf("plan: setting of %s ends before it begins", s.param.id)
	}
	if negative(s.value) {
		return fmt.Errorf("plan: setting of %s is negative", s.param.id)
	}
	if s.param.check != nil {
		if err := s.param.check(s.value); err != nil {
			return fmt.Errorf("plan: setting of %s: %w", s.param.id, err)
		}
	}
	if !s.Enforced.IsZero() && s.Enforced.Before(s.Effective) {
		return fmt.Errorf("plan: setting of %s is enforced before it is effective", s.param.id)
	}
	return nil
}

// negative reports whether the value is a number below zero: no limit is one.
func negative(value any) bool {
	switch v := value.(type) {
	case int:
		return v < 0
	case time.Duration:
		return v < 0
	}
	return false
}

// validID reports whether the text is a dotted identifier of at most record.MaxID bytes: lower-case words of letters, digits and
// hyphens.
func validID(text string) bool {
	return len(text) <= record.MaxID && validName(text) && strings.Contains(text, ".")
}

// validName is validID for names that sources use, which may be one word.
func validName(text string) bool {
	for word := range strings.SplitSeq(text, ".") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return true
}

// newestFirst orders settings of one parameter so that the one in force is the first that is not later than the day.
func newestFirst(settings []Setting) {
	slices.SortStableFunc(settings, func(a, b Setting) int { return b.Effective.Compare(a.Effective) })
}
