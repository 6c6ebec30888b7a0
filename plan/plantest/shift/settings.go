package shift

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
)

// OfSettings says what is next to a value of a setting: a milligram, an hour or a day less and more, or the last decimal place in
// which it is written. What a setting cites, of which parameter it is, and what an engine has written of it, stays.
func OfSettings() Units {
	u := With(Units{}, func(d civil.Date) []civil.Date {
		if d.IsZero() {
			return nil // since ever
		}
		return []civil.Date{d.Add(-1), d.Add(1)}
	})
	u = With(u, func(m medication.Mass) (next []medication.Mass) {
		for _, micrograms := range Decimal(int64(m.Micrograms()), 1000) {
			if micrograms >= 0 {
				next = append(next, medication.Micrograms(uint64(micrograms)))
			}
		}
		return next
	})
	u = With(u, func(q record.Quantity) []record.Quantity {
		_, decimals, _ := strings.Cut(q.String(), ".")
		unit := [...]int32{1000, 100, 10, 1}[len(decimals)]
		return []record.Quantity{q.Plus(record.Thousandths(-unit)), q.Plus(record.Thousandths(unit))}
	})
	u = With(u, func(d time.Duration) []time.Duration {
		unit := time.Hour
		for _, smaller := range []time.Duration{time.Minute, time.Second, 1} {
			if d%unit != 0 {
				unit = smaller
			}
		}
		if d == 0 {
			return []time.Duration{unit}
		}
		return []time.Duration{d - unit, d + unit}
	})
	return Keeping[plan.Setting](u, "Cites", "param", "whole")
}

// Shifted is a setting with one of its parts shifted.
type Shifted struct {
	Layer string // the jurisdiction in whose own settings it stands
	Param plan.ParamID
	Since civil.Date // from when the original holds
	// Change says which part, and from what to what: "value: 30 mg → 31 mg", "Effective: 2024-04-02 → 2024-04-03".
	Change string

	at      int
	setting plan.Setting
}

// String names the shift in one line: "us: methadone.induction.first-dose.hard since 2024-04-02: value: 50 mg → 51 mg".
func (s *Shifted) String() string {
	if s.Since.IsZero() {
		return fmt.Sprintf("%s: %s: %s", s.Layer, s.Param, s.Change)
	}
	return fmt.Sprintf("%s: %s since %s: %s", s.Layer, s.Param, s.Since, s.Change)
}

// In returns the jurisdiction with the shifted setting in its layer.
func (s *Shifted) In(p plan.Jurisdiction) plan.Jurisdiction {
	if p.ID == s.Layer {
		p.Settings = slices.Clone(p.Settings)
		p.Settings[s.at] = s.setting
	} else if p.Below != nil {
		below := s.In(*p.Below)
		p.Below = &below
	}
	return p
}

// Touches reports whether the jurisdiction rests on the layer.
func (s *Shifted) Touches(p *plan.Jurisdiction) bool {
	for ; p != nil; p = p.Below {
		if p.ID == s.Layer {
			return true
		}
	}
	return false
}

// Settings shifts every setting of the jurisdictions and of the layers below them, each layer once.
func Settings(jurisdictions []plan.Jurisdiction, units Units) ([]Shifted, error) {
	var all []Shifted
	seen := make(map[string]bool)
	for i := range jurisdictions {
		for layer := &jurisdictions[i]; layer != nil; layer = layer.Below {
			if seen[layer.ID] {
				continue
			}
			seen[layer.ID] = true
			for at, s := range layer.Settings {
				variants, err := units.Of(s)
				if err != nil {
					return nil, fmt.Errorf("%s: %s: %w", layer.ID, s.Param(), err)
				}
				for _, v := range variants {
					all = append(all, Shifted{layer.ID, s.Param(), s.Effective, strings.TrimPrefix(v.Change, "."), at,
						v.Value.(plan.Setting)})
				}
			}
		}
	}
	return all, nil
}

// Ask is a case: a question to an engine whose answer is known.
type Ask struct {
	Name  string
	Reads func(plan.ParamID) bool // whether it is about the parameter, and so likely to notice; nil: it is not
	Holds func(*plan.Engine) bool
}

// Place is a jurisdiction with its cases.
type Place struct {
	Jurisdiction plan.Jurisdiction
	Asks         []Ask
}

// Lane is all that can notice a shift. It may be asked by several goroutines at a time, as far as its cases may.
type Lane struct {
	Places []Place
	// Config makes of a jurisdiction what an engine is made of.
	Config func(plan.Jurisdiction) plan.Config
	// Last is asked if no case notices: what is slow. It returns a name if it does; nil: there is nothing more to ask.
	Last func(*Shifted) string
}

// Noticed returns the name of what notices the shift, and an empty text if nothing does. A jurisdiction that can no longer be made
// an engine of is noticed too. The cases about the parameter are asked first, in every place, and what is slow last.
func (l *Lane) Noticed(s *Shifted) string {
	engines := make([]*plan.Engine, len(l.Places))
	for _, about := range []bool{true, false} {
		for i := range l.Places {
			place := &l.Places[i]
			if !s.Touches(&place.Jurisdiction) {
				continue
			}
			if engines[i] == nil {
				engine, err := plan.New(l.Config(s.In(place.Jurisdiction)))
				if err != nil {
					return "no engine: " + err.Error()
				}
				engines[i] = engine
			}
			for _, a := range place.Asks {
				if about == (a.Reads != nil && a.Reads(s.Param)) && !a.Holds(engines[i]) {
					return a.Name
				}
			}
		}
	}
	if l.Last != nil {
		return l.Last(s)
	}
	return ""
}

// ofSettings begins the paragraphs that Declared reads.
const ofSettings = "settings of "

// Declared reads the shifts that nobody could notice, with the reasons, from the file in which all equivalent mutants stand:
// paragraphs of "settings of LAYER: PARAMETER" (and "since DAY", if the setting has one), the change, and the reason. What else
// stands there is passed over.
func Declared(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reasons := make(map[string]string)
	var lines []string
	for scanner := bufio.NewScanner(file); ; {
		more := scanner.Scan()
		line := strings.TrimSpace(scanner.Text())
		if more && line != "" {
			if !strings.HasPrefix(line, "#") {
				lines = append(lines, line)
			}
			continue
		}
		if len(lines) > 0 && strings.HasPrefix(lines[0], ofSettings) {
			if len(lines) < 3 {
				return nil, fmt.Errorf("%s: %q lacks its change or its reason", path, lines[0])
			}
			reasons[strings.TrimPrefix(lines[0], ofSettings)+": "+lines[1]] = strings.Join(lines[2:], " ")
		}
		lines = nil
		if !more {
			return reasons, scanner.Err()
		}
	}
}
