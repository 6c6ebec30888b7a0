package us

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/truth"
)

// The states of which something was read. Each is a layer over federal law: it may tighten a limit, and loosens one only where it says why.
//
// To add a state: its source in plan/evidence/bibliography_law.go; a function here, or a file of its own where it has more than one limit,
// that calls state with its settings, ofTheState among them; its row in places of plan/jurisdiction; its ladder in takeHomeLadders of
// plan/guidance. A rule that only the state has stands beside its family, with a row in plan/guidance/place.go. What was not read is not
// set, and stays what federal law says, which the state may forbid: say so in the docstring.

// Ohio is the jurisdiction of Ohio: federal law, and at most one dose a week to take home in the first 90 days. What the state allows
// later was not read, and is not known. It is said to allow 14 days of buprenorphine; from when on was not read, and nothing judges it.
func Ohio(zone *time.Location) plan.Jurisdiction {
	first := evidence.OhioPrograms.At("first 90 days", evidence.Primary)
	return state(zone, "oh", "Ohio",
		program.TakeHome().Table.Always(program.NewTakeHomeTable(program.TakeHomeBand{From: 1, Days: 1, Within: 7}), first),
		program.TakeHome().Through.Always(90, first), ofTheState(first))
}

// Michigan is the jurisdiction of Michigan: federal law, and the ladder of R 325.14417, by which doses are watched on at least six days a
// week for three months, and a supply is of two days after that and of three after two years. Three months are taken as 92 days, the most
// that they can be. The state did not take part in the exemption of 2020.
func Michigan(zone *time.Location) plan.Jurisdiction {
	ladder := evidence.MichiganPrograms.At("R 325.14417", evidence.Primary)
	return state(zone, "mi", "Michigan",
		program.TakeHome().Table.Always(program.NewTakeHomeTable(
			program.TakeHomeBand{From: 1, Days: 1, Within: 7},
			program.TakeHomeBand{From: 93, Days: 2},
			program.TakeHomeBand{From: 731, Days: 3}), ladder),
		ofTheState(ladder))
}

// State is the layer of a state or territory by its postal code, in any case. Those whose law was read (MI, OH, WI) are the places of
// package jurisdiction. For others only whether they took part in the exemption of 2020 is known, if that: their own law is still to be
// given, and decisions say so. The error is that of a code that is none.
func State(code string, zone *time.Location) (plan.Jurisdiction, error) {
	code = strings.ToLower(strings.TrimSpace(code))
	if !slices.Contains(postalCodes, code) {
		return plan.Jurisdiction{}, fmt.Errorf("us: %q is no postal code of a state or territory", code)
	}
	switch code {
	case "mi":
		return Michigan(zone), nil
	case "oh":
		return Ohio(zone), nil
	case "wi":
		return Wisconsin(zone), nil
	}
	return state(zone, code, strings.ToUpper(code), exemption(code)...), nil
}

func state(zone *time.Location, code, title string, settings ...plan.Setting) plan.Jurisdiction {
	below := Federal(zone)
	return plan.Jurisdiction{ID: "us-" + code, Version: below.Version, Title: title, Zone: zone, Below: &below, Settings: settings}
}

// ofTheState says that the law of the state is among the values.
func ofTheState(cite evidence.Citation) plan.Setting {
	return program.TakeHome().State.Always(true, cite).Relax("the law of the state is given here")
}

var postalCodes = strings.Fields("al ak az ar ca co ct de dc fl ga gu hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc " +
	"nd mp oh ok or pa pr ri sc sd tn tx ut vt va vi wa wv wi wy as")

// Where SAMHSA's lists say which states took part in the exemption of 2020 to 2024. The list of those that did not, and the later one of
// those that did, do not name everybody.
var (
	tookNoPart = strings.Fields("az hi in mi mt pr vi wi") // Arizona agreed to the exemption for telehealth alone
	tookPart   = strings.Fields("ar ca co la nv ny sd")
)

// TookPart says whether a state or territory took part in the exemption from the take-home table that held from 16 March 2020 to the rule
// of 2024, with the source: not known where no list names it.
func TookPart(code string) (truth.Value, evidence.Citation) {
	switch code = strings.ToLower(code); {
	case slices.Contains(tookNoPart, code):
		return truth.No, evidence.SAMHSATakeHome.At("states that do not concur", evidence.Primary)
	case slices.Contains(tookPart, code):
		return truth.Yes, evidence.SAMHSATakeHome.At("states that concur", evidence.Primary)
	}
	return truth.Unknown, evidence.SAMHSATakeHome.At("exemption where the state concurred", evidence.Unconfirmed)
}

// exemption is what held in a state from March 2020 to the rule of 2024: the table of 2001 where it took no part, else 14 days, and 28 for
// people who are stable, which asks for 60 days in treatment and the criteria. Nothing where it is not known.
func exemption(code string) []plan.Setting {
	took, cite := TookPart(code)
	table := program.TakeHome().Table
	after := table.From(partEightEffective, takeHome2024(), evidence.Part8.At("(i)(3)(i)-(iii)", evidence.Secondary))
	switch took {
	case truth.Yes:
		lifted := program.NewTakeHomeTable(program.TakeHomeBand{From: 1, Days: 14}, program.TakeHomeBand{From: 61, Days: 28})
		return []plan.Setting{table.From(takeHomeExemption, lifted, cite).Relax("the state took part in the exemption"), after}
	case truth.No:
		return []plan.Setting{table.From(takeHomeExemption, takeHome2001(), cite), after}
	}
	return nil
}
