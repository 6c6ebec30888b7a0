package person

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/stages/scale"
)

// SedationLimits are the levels of the scales of sedation at which no agonist is given, and at which it is warned of. Of consciousness
// (ACVPU) every level but the first is a danger, so that there is nothing to set.
type SedationLimits struct {
	POSS              plan.Param[int] // this level included
	RASS, RASSCaution plan.Param[int] // levels below alert, this one included: 3 is RASS -3
}

var sedationLimits = SedationLimits{
	limit.MostCount("ix.intoxicated-now.poss", "level of POSS from which no agonist is given", limit.Scale(scale.POSS)),
	limit.MostCount("ix.intoxicated-now.rass", "levels of RASS below alert from which no agonist is given", plan.Shown(belowAlert)),
	limit.MostCount("ix.intoxicated-now.rass-caution", "levels of RASS below alert from which an agonist is warned of", plan.Shown(belowAlert)),
}

// belowAlert writes how far below alert a level of RASS is as the scale does, since no limit may be negative.
func belowAlert(levels int) string { return strconv.Itoa(-levels) }

// Sedation returns the levels of the scales of sedation at which no agonist is given, and at which it is warned of.
func Sedation() SedationLimits { return sedationLimits }

// sedationScale is a scale on which somebody may be too drowsy for a dose.
type sedationScale struct {
	id     scale.ID
	danger func(*plan.View, int) (against plan.AnyLimit, than string, ok bool)
	slight func(*plan.View, int) (against plan.AnyLimit, than string, ok bool)
}

var sedationScales = [...]sedationScale{
	{scale.POSS, from(sedationLimits.POSS), nil},
	{scale.RASS, below(sedationLimits.RASS), below(sedationLimits.RASSCaution)},
	{scale.ACVPU, func(_ *plan.View, total int) (plan.AnyLimit, string, bool) { return nil, "not alert", total > 0 }, nil},
}

func from(p plan.Param[int]) func(*plan.View, int) (plan.AnyLimit, string, bool) {
	return func(v *plan.View, total int) (plan.AnyLimit, string, bool) {
		most := p.Of(v)
		return most, fmt.Sprintf("not below %d", most.Value), total >= most.Value
	}
}

func below(p plan.Param[int]) func(*plan.View, int) (plan.AnyLimit, string, bool) {
	return func(v *plan.View, total int) (plan.AnyLimit, string, bool) {
		most := p.Of(v)
		return most, "not above " + belowAlert(most.Value), -total >= most.Value
	}
}

// look reads the last score on the scale. One without its level says nothing.
func (s *sedationScale) look(v *plan.View) (d Drowsiness) {
	if _, once, _ := v.Answers(s.id); once.IsZero() {
		return d // quietly: nobody owes a score on each scale
	}
	score, at, ok := v.Scored(s.id)
	total, known := score.Total()
	if !ok || !known {
		return d
	}
	d.At, d.Looked = at, true
	instrument, _ := scale.Lookup(s.id)
	text := func(than string) string {
		return fmt.Sprintf("%s %s (%s), %s,", strings.ToUpper(string(s.id)), instrument.Written(total), score.Band, than)
	}
	if against, than, danger := s.danger(v, total); danger {
		d.Seen, d.Limit = text(than), against
	} else if s.slight != nil {
		if against, than, slight := s.slight(v, total); slight {
			d.Slight, d.Limit = text(than), against
		}
	}
	return d
}
