package interaction

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/record"
)

// InductionLimits says for how many days enzymes stay induced after the medicine that induced them was stopped: until then the level of
// methadone or buprenorphine rises. Not set: the end is told when it is reported, and no more after that.
type InductionLimits struct{ After plan.Param[int] }

var inductionLimits = InductionLimits{
	limit.LeastDays("ix.cyp3a4-inducer.after", "days for which a level rises after an inducer of enzymes was stopped"),
}

// Induction returns for how many days enzymes stay induced.
func Induction() InductionLimits { return inductionLimits }

// What raises and lowers the level of methadone or buprenorphine.
var (
	inhibition = beside{
		methadone: medication.ClassesOf(medication.CYP3A4Inhibitor, medication.CYP2B6Inhibitor, medication.CYP2C19Inhibitor,
			medication.CYP2C9Inhibitor, medication.CYP2D6Inhibitor),
		buprenorphine: medication.ClassesOf(medication.CYP3A4Inhibitor),
		effect:        "its level rises", ended: "its level falls",
	}
	induction = beside{
		methadone:     medication.ClassesOf(medication.CYP3A4Inducer, medication.CYP2B6Inducer),
		buprenorphine: medication.ClassesOf(medication.CYP3A4Inducer),
		effect:        "its level falls, and withdrawal may come", ended: "its level rises",
		after: &inductionLimits.After,
	}
)

var levelInteractions = []plan.Rule{
	{
		ID:       "ix.cyp3a4-inhibitor",
		Title:    "Medicines that raise the level of methadone or buprenorphine are reckoned with, when they begin and when they end",
		Severity: record.Warning,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, table of interactions", evidence.Primary),
			evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary)},
		Remedy: "watch for sedation when it begins and consider a lower dose; watch for withdrawal when it ends",
		Only:   interplay,
		Judge:  inhibition.judge,
	},
	{
		ID:       "ix.cyp3a4-inducer",
		Title:    "Medicines that lower the level of methadone or buprenorphine are reckoned with, when they begin and when they end",
		Severity: record.Warning,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelSuboxoneFilm.At("section 7, table of interactions", evidence.Primary),
			evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary)},
		Needs:  plan.Needs(plan.Optional(inductionLimits.After)),
		Remedy: "watch for withdrawal when it begins and plan a higher dose; watch for sedation when it ends and plan a lower one",
		Only:   interplay,
		Judge:  induction.judge,
	},
}
