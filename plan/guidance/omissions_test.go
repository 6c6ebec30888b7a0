package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// TestOmissionsNameRules demands that every rule that a built-in jurisdiction leaves out exists: an engine takes an omission of any
// rule, since it may have fewer, and a slip of the pen would leave a rule in where it does not belong.
func TestOmissionsNameRules(t *testing.T) {
	rules := map[record.RuleID]bool{}
	for _, r := range guidance.Rules() {
		rules[r.ID] = true
	}
	for _, p := range []plan.Jurisdiction{us.Federal(time.UTC), us.Wisconsin(time.UTC), gb.UnitedKingdom(time.UTC), gb.England(time.UTC),
		gb.Scotland(time.UTC), gb.Wales(time.UTC), gb.NorthernIreland(time.UTC)} {
		for layer := &p; layer != nil; layer = layer.Below {
			for _, o := range layer.Omits {
				require.True(t, rules[o.Rule], "%s leaves out %s, which is no rule", layer.ID, o.Rule)
				require.NotEmpty(t, o.Why, o.Rule)
			}
		}
	}
}
