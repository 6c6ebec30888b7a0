package guidance

import (
	"github.com/oudpath/oudpath/plan"
)

// Renamed are old IDs of rules with those that they have now, so that scripts, overrides and layers written with them go on to be
// read. An ID with several successors is an error that names them. A rule that has become a duty is named by the duty's ID.
func Renamed() map[plan.RuleID][]plan.RuleID {
	return map[plan.RuleID][]plan.RuleID{
		"au.methadone.missed.1":              {"methadone.missed.few"},
		"au.methadone.missed.2":              {"methadone.missed.few"},
		"au.methadone.missed.5":              {"methadone.missed.anew"},
		"ca-on.methadone.missed.5":           {"methadone.missed.anew"},
		"dental":                             {"bup.dental"},
		"dur.min-90":                         {"dur.treatment"},
		"dur.moud-12m":                       {"dur.medication"},
		"gb-sct.mat.1.same-day":              {"gb-sct.mat.same-day"},
		"gb.methadone.induction.day1-30to40": {"methadone.induction.first-day-total"},
		"gb.methadone.induction.day1-max":    {"methadone.induction.first-day-total"},
		"gb.methadone.induction.day1-range":  {"methadone.induction.first-dose"},
		"gb.methadone.titration.week1-rise":  {"gb.methadone.titration.first-week-rise"},
		"gb.ost.missed.1-2":                  {"methadone.missed.few"},
		"gb.ost.missed.3":                    {"gb.ost.missed.held"},
		"gb.ost.missed.5":                    {"methadone.missed.anew"},
		"methadone.induction.day1-total":     {"methadone.induction.first-day-total"},
		"methadone.missed.1-2":               {"methadone.missed.few"},
		"methadone.missed.3":                 {"methadone.missed.reduced"},
		"methadone.missed.4":                 {"methadone.missed.reduced"},
		"methadone.missed.5plus":             {"methadone.missed.anew"},
		"methadone.titration.week1-total":    {"methadone.titration.first-week"},
		"otp.drugtest.min":                   {"otp.drugtest.due"},
		"risk.window.exit-28d":               {"risk.window.exit"},
		"risk.window.start-28d":              {"risk.window.start"},
	}
}
