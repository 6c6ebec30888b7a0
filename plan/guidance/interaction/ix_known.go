package interaction

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/record"
)

// What whoever orders should know of, and what hardly ever changes the order.
var (
	serotonin = beside{methadone: medication.ClassesOf(medication.Serotonergic),
		buprenorphine: medication.ClassesOf(medication.Serotonergic), morphine: medication.ClassesOf(medication.Serotonergic), without: maoInhibitors, quiet: true,
		effect: "it is serotonergic"}
	anticholinergics = beside{methadone: medication.ClassesOf(medication.Anticholinergic),
		buprenorphine: medication.ClassesOf(medication.Anticholinergic), morphine: medication.ClassesOf(medication.Anticholinergic), quiet: true,
		effect: "constipation and retention of urine add up"}
	diuretics = beside{methadone: medication.ClassesOf(medication.Diuretic),
		buprenorphine: medication.ClassesOf(medication.Diuretic), morphine: medication.ClassesOf(medication.Diuretic), quiet: true,
		effect: "a diuretic works less beside an opioid, and low blood pressure adds up"}
)

var knownInteractions = []plan.Rule{
	{
		ID:       "ix.serotonergic",
		Title:    "Serotonergic medicines beside an agonist are known to whoever orders",
		Severity: record.Advice,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites: []evidence.Citation{evidence.LabelMethadoneTablets.At("section 7, serotonergic medicines, 5-HT3 antagonists included",
			evidence.Secondary)},
		Remedy: "tell the person and the prescriber of the signs of serotonin syndrome",
		Only:   interplay,
		Judge:  serotonin.judge,
	},
	{
		ID:       "ix.anticholinergic",
		Title:    "Anticholinergic medicines beside an agonist are known to whoever orders",
		Severity: record.Advice,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 7, anticholinergic medicines", evidence.Unconfirmed)},
		Remedy:   "ask about constipation and passing urine",
		Only:     interplay,
		Judge:    anticholinergics.judge,
	},
	{
		ID:       "ix.diuretic",
		Title:    "Diuretics beside an agonist are known to whoever orders",
		Severity: record.Advice,
		About:    agent.OfAgonists,
		Watches:  record.Doses | record.Contacts,
		Cites:    []evidence.Citation{evidence.LabelOpioids.At("section 7, diuretics", evidence.Unconfirmed)},
		Remedy:   "measure the blood pressure, and electrolytes where QT matters",
		Only:     interplay,
		Judge:    diuretics.judge,
	},
}
