package guidance_test

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

func wisconsinCases() []ruleCase {
	const rule, table, through = "us-wi.takehome.buprenorphine", "us-wi.takehome.buprenorphine.table", "us-wi.takehome.buprenorphine.through"
	film := record.DoseGiven{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg"), Setting: medication.SettingOTP,
		Supervised: truth.Yes}
	since := func(day int, at medication.Setting) []fact { // day 1 is that of the first dose
		film.Setting = at
		return []fact{{time.Duration(day-1) * oneDay, film}, {0, film}}
	}
	grant := func(days int) record.Body {
		return record.TakeHomeGrant{Product: medication.BupnxFilm, Days: days, Criteria: truth.Yes}
	}
	row := func(name string, day, days int, want outcome, param plan.ParamID, s side) ruleCase {
		return ruleCase{rule: rule, name: name, jurisdiction: "us-wi", before: since(day, medication.SettingOTP), ask: grant(days),
			want: want, param: param, side: s}
	}
	return []ruleCase{
		row("M10 day 3", 3, 28, blocks, "", ""),
		row("day 30", 30, 1, blocks, table, below),
		row("day 31", 31, 1, met, table, at),
		row("two a week on day 31", 31, 2, blocks, table, above),
		row("two a week on day 61", 61, 2, met, "", ""),
		row("three a week on day 91", 91, 3, met, "", ""),
		row("four a week on day 121", 121, 4, met, "", ""),
		row("six a week on day 241", 241, 6, met, "", ""),
		row("seven on day 364", 364, 7, blocks, through, below),
		row("seven on day 365", 365, 7, blocks, through, at),
		row("seven on day 366", 366, 7, unknown, through, above),
		row("six on day 366", 366, 6, met, "", ""),
		{rule: rule, name: "for a closed day alone", jurisdiction: "us-wi", before: since(3, medication.SettingOTP),
			ask: record.TakeHomeGrant{Product: medication.BupnxFilm, Days: 1, ClosureDays: 1, Criteria: truth.Yes}, want: irrelevant},
		{rule: rule, name: "of an office", jurisdiction: "us-wi", before: since(3, medication.SettingOffice), ask: grant(28),
			want: irrelevant},
		{rule: rule, name: "handed out", jurisdiction: "us-wi", before: since(3, medication.SettingOTP), want: blocks,
			ask: record.TakeHomeSupplied{Substance: medication.Buprenorphine, Product: medication.BupnxFilm, Dose: film.Dose, Days: 7}},
	}
}
