package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// Jurisdiction says which values apply in one place: the limits, since when, on whose word. It holds no logic.
//
// Jurisdictions are layers: a state over a country, a programme over a state. A layer may set what the one below leaves unset,
// and tighten what it sets; it may loosen only what it says it does, with a reason.
type Jurisdiction struct {
	ID      string         // "us", "gb", "gb-nir"
	Version string         // of the values, such as "2026-11"
	Title   string         // for a reader
	Zone    *time.Location // where a day begins and ends; required in the lowest layer, or set by In
	Below   *Jurisdiction  // the layer that this one refines; nil for the lowest

	Settings []Setting
	Rules    []Rule     // that are law or practice here; those with Replaces stand for rules of lower layers
	Omits    []Omission // rules that are not law or practice here

	// Confirmed is the last day up to which the values were compared with their sources, or a source is known to hold. A decision
	// about a later day says so. Zero: nobody said.
	Confirmed civil.Date
	SignOff   SignOff // of this layer; without one that fits its content it is a draft
}

// Omission takes a rule out of a jurisdiction. It is listed in the catalogue, with its reason.
type Omission struct {
	Rule  record.RuleID
	Why   string
	Cites []evidence.Citation
}

// In returns the jurisdiction for a place in the time zone.
func (p Jurisdiction) In(zone *time.Location) Jurisdiction {
	p.Zone = zone
	return p
}

// SignOff is the record of a licensed clinician who signed the content of a layer. It holds for that content alone: whatever is
// changed afterwards makes the layer a draft again.
type SignOff struct {
	By   record.Actor // who signed
	As   string       // licence or registration, with who keeps the register
	On   civil.Date
	Hash string // what Hash returned for the layer that was signed
}

// Signed returns the layer with a sign-off of its present content.
func (p Jurisdiction) Signed(by record.Actor, as string, on civil.Date) Jurisdiction {
	p.SignOff = SignOff{By: by, As: as, On: on, Hash: p.Hash()}
	return p
}

// Draft reports whether any layer lacks the signature of a licensed clinician under its present content.
func (p *Jurisdiction) Draft() bool {
	for layer := p; layer != nil; layer = layer.Below {
		s := layer.SignOff
		if s.By.IsZero() || s.As == "" || s.On.IsZero() || s.Hash != layer.Hash() {
			return true
		}
	}
	return false
}

// confirmed is the day up to which every layer that says so is confirmed; zero if none does.
func (p *Jurisdiction) confirmed() (day civil.Date) {
	for layer := p; layer != nil; layer = layer.Below {
		if c := layer.Confirmed; !c.IsZero() && (day.IsZero() || c.Before(day)) {
			day = c
		}
	}
	return day
}

// Name is the identifier with the version: what findings and deviations carry.
func (p *Jurisdiction) Name() string { return p.ID + "@" + p.Version }

func (p *Jurisdiction) zone() *time.Location {
	for layer := p; layer != nil; layer = layer.Below {
		if layer.Zone != nil {
			return layer.Zone
		}
	}
	return nil
}

func (p *Jurisdiction) layers() []*Jurisdiction {
	var layers []*Jurisdiction
	for layer := p; layer != nil; layer = layer.Below {
		layers = append(layers, layer)
	}
	slices.Reverse(layers)
	return layers
}

// resolved is the value history of every parameter after layering, newest first.
type resolved map[*key][]Setting

// resolve merges the layers, lowest first, and reports every layer that loosens a limit without saying so.
func (p *Jurisdiction) resolve() (resolved, error) {
	merged := make(resolved)
	var errs []error
	for _, layer := range p.layers() {
		own := make(resolved)
		for _, s := range layer.Settings {
			if err := s.validate(); err != nil {
				errs = append(errs, fmt.Errorf("plan: jurisdiction %s: %w", layer.ID, err))
				continue
			}
			own[s.param] = append(own[s.param], s)
		}
		for param, settings := range own {
			newestFirst(settings)
			for i := 1; i < len(settings); i++ {
				if settings[i].Effective == settings[i-1].Effective {
					errs = append(errs, fmt.Errorf("plan: jurisdiction %s: %s is set twice from the same day", layer.ID, param.id))
				}
			}
			if err := checkTightens(layer.ID, param, merged[param], settings); err != nil {
				errs = append(errs, err)
			}
			merged[param] = overlay(merged[param], settings)
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return merged, errors.Join(errs...)
}

// overlay returns the history in which the upper layer holds from its first day to its last. Other days are the lower layer's;
// where the lower layer changes later, the upper value goes on only as long as it is the stricter one or says Relax.
func overlay(lower, upper []Setting) []Setting {
	if len(lower) == 0 {
		return upper
	}
	days := make([]civil.Date, 0, len(lower)+len(upper))
	for _, s := range slices.Concat(lower, upper) {
		days = append(days, s.Effective)
		if !s.Last.IsZero() {
			days = append(days, s.Last.Add(1))
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	days = slices.Compact(days)
	slices.Reverse(days)
	both := make([]Setting, 0, len(days))
	for _, day := range days {
		s, below := inForce(upper, day), inForce(lower, day)
		if s == nil || below != nil && s.Relaxes == "" && s.param.looser(s, below) {
			s = below
		}
		if s != nil {
			at := *s
			at.Effective = day
			both = append(both, at)
		}
	}
	return both
}

// looser reports whether a is a looser limit than b, as far as the parameter can tell: by its value, by a provenance that may not
// refuse where that of b may, or by a later day of enforcement.
func (k *key) looser(a, b *Setting) bool {
	return k.stricter != nil && k.stricter(a.value, b.value) < 0 || b.Provenance().MayRefuse() && !a.Provenance().MayRefuse() ||
		a.Effective.Before(a.Enforced) && b.enforcement().Before(a.Enforced)
}

// standing says how well the setting is confirmed and, where that comes later than its value, from when it is enforced.
func (s *Setting) standing() string {
	if s.Enforced.IsZero() {
		return s.Provenance().String()
	}
	return s.Provenance().String() + ", enforced from " + s.Enforced.String()
}

// enforcement is the day from which breaking the limit refuses.
func (s *Setting) enforcement() civil.Date {
	if s.Enforced.IsZero() {
		return s.Effective
	}
	return s.Enforced
}

// checkTightens reports an upper layer that is looser than the lower one when it starts, without a reason.
func checkTightens(layer string, param *key, lower, upper []Setting) error {
	var errs []error
	for i := range upper {
		s, below := &upper[i], inForce(lower, upper[i].Effective)
		if below == nil {
			below = firstWithin(lower, upper, i)
		}
		if below == nil || s.Relaxes != "" {
			continue
		}
		if param.stricter == nil || param.looser(s, below) {
			errs = append(errs, fmt.Errorf("plan: jurisdiction %s: %s is set to %s (%s) where the layer below has %s (%s), and does not say Relax",
				layer, param.id, s.Text(), s.standing(), below.Text(), below.standing()))
		}
	}
	return errors.Join(errs...)
}

// firstWithin returns the oldest lower setting that starts while upper[i] holds; nil if there is none.
func firstWithin(lower, upper []Setting, i int) *Setting {
	if len(lower) == 0 {
		return nil
	}
	oldest := &lower[len(lower)-1]
	if i > 0 && upper[i-1].Effective.Compare(oldest.Effective) <= 0 {
		return nil
	}
	return oldest
}

// inForce returns the setting that holds on the day, from a history that is newest first; nil if none does.
func inForce(history []Setting, day civil.Date) *Setting {
	for i := range history {
		if s := &history[i]; s.Effective.Compare(day) <= 0 {
			if !s.Last.IsZero() && s.Last.Before(day) {
				return nil
			}
			return s
		}
	}
	return nil
}
