package plan_test

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// What an engine derives has the ID of an event and of a rule in its own: both are limited, so that it can be kept.
func TestTheIDOfARuleIsLimited(t *testing.T) {
	rule := guidance.Rules()[0]
	rule.ID = record.RuleID("x." + strings.Repeat("y", record.MaxID-2))
	require.NoError(t, rule.Validate())
	rule.ID += "y"
	require.ErrorContains(t, rule.Validate(), "the ID is not")
}
