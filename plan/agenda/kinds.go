package agenda

import (
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// kind is how a duty is shown.
type kind struct {
	group      Group
	unexpected bool // its day has to be unexpected: a random test
}

// kinds are the duties of the rule pack by ID. One that is not listed is among the others.
var kinds = map[record.RuleID]kind{
	"bup.xr.next-injection":       {group: Injections},
	"naltrexone.xr.next":          {group: Injections},
	"bup.precipitated.reassess":   {group: Looks},
	"methadone.peak-check.due":    {group: Looks},
	"ending.hold-looks":           {group: Looks},
	"wm.lofexidine.end":           {group: Doses},
	"methadone.ecg.due":           {group: Tests},
	"otp.drugtest.due":            {group: Tests, unexpected: true},
	"gb.psych.cm.tests":           {group: Tests},
	"gb.bup.lfts":                 {group: Tests},
	"adm.labs":                    {group: Tests},
	"adm.pdmp":                    {group: Examinations},
	"bup.tele.examination":        {group: Examinations},
	"otp.exam.full.due":           {group: Examinations},
	"otp.psychosocial.due":        {group: Examinations},
	"otp.interim.plan.due":        {group: Reviews},
	"remission.review":            {group: Reviews},
	"gb.top.review-due":           {group: Reviews},
	"gb.naltrexone.review":        {group: Reviews},
	"stage.expected-end":          {group: Reviews},
	"prevention-plan.review":      {group: Reviews},
	"needs.due":                   {group: Reviews},
	"return-to-use.reassessment":  {group: Reviews},
	"bup.dental":                  {group: Contacts},
	"risk.window.start":           {group: Contacts},
	"mon.visits":                  {group: Contacts},
	"aftercare.contact":           {group: Contacts},
	"aftercare.after-detox":       {group: Contacts},
	"risk.exit-contact":           {group: Contacts},
	"wm.naloxone.due":             {group: Supplies},
	"naltrexone.rescue":           {group: Supplies},
	"gb.fp10mda.first-instalment": {group: Supplies},
}

func kindOf(duty record.RuleID) kind {
	if k, ok := kinds[duty]; ok {
		return k
	}
	if strings.HasPrefix(string(duty), "dose.") {
		return kind{group: Doses}
	}
	return kind{group: Others}
}
