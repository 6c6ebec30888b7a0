package guidance

import (
	"strings"

	"github.com/oudpath/oudpath/plan/record"
)

// withoutPrescription are the roles, in the field's words, of people who take part in care and prescribe nothing.
var withoutPrescription = set("patient", "client", "person", "self", "family", "partner", "caregiver", "carer", "guardian", "receptionist", "clerk",
	"administrator", "secretary", "biller", "security", "counsellor", "counselor", "therapist", "social-worker", "case-manager",
	"peer", "peer-worker", "peer-support", "recovery-coach", "nurse", "registered-nurse", "practical-nurse", "nursing-assistant",
	"medical-assistant", "dispenser", "pharmacy-technician", "researcher", "reader", "interpreter", "student", "volunteer")

func set(words ...string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, word := range words {
		all[word] = true
	}
	return all
}

// MayOverride is who overrides the built-in rules where a host says nothing else (plan.Config.MayOverride): a prescriber (decisions 13 and 14).
// Hosts name roles as they like, so that a role that nobody here knows counts as one who prescribes; a receptionist, a counsellor, a nurse
// and the person in treatment do not, nor does somebody of whom no role is stated. A host that knows its staff passes a policy of its own.
func MayOverride(by record.Actor, _ record.RuleID) bool {
	role := strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(by.Role)))
	return role != "" && !withoutPrescription[role]
}
