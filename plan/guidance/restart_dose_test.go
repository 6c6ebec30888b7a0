package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/stretchr/testify/require"
)

func mg(n uint32) medication.Mass { return medication.Milligrams(n) }

func TestRestartDose(t *testing.T) {
	australia := methadone.LowerOf(1, 2, mg(40))
	newSouthWales := methadone.HigherOf(1, 2, mg(40))
	ontario := methadone.HigherOf(1, 2, mg(30))
	half := methadone.ShareOf(1, 2)
	for _, c := range []struct {
		name        string
		policy      methadone.RestartDose
		usual, want medication.Mass
	}{
		{"V59 Australia, four missed", australia, mg(100), mg(40)},
		{"Australia, half is the lower", australia, mg(60), mg(30)},
		{"Australia, both are the same", australia, mg(80), mg(40)},
		{"Victoria, below the mass", australia, mg(79), medication.Micrograms(39_500)},
		{"New South Wales, half is the higher", newSouthWales, mg(100), mg(50)},
		{"New South Wales, the mass is the higher", newSouthWales, mg(60), mg(40)},
		{"New South Wales, never above the usual dose", newSouthWales, mg(30), mg(30)},
		{"V51 Ontario, 70 mg, four missed", ontario, mg(70), mg(35)},
		{"V51 Ontario, 40 mg, four missed", ontario, mg(40), mg(30)},
		{"Ontario, never above the usual dose", ontario, mg(20), mg(20)},
		{"V51 Ontario, 40 mg, five missed", methadone.FixedDose(mg(30)), mg(40), mg(30)},
		{"a fixed dose is never above the usual one", methadone.FixedDose(mg(30)), mg(20), mg(20)},
		{"V36 half", half, mg(90), mg(45)},
		{"the whole", methadone.ShareOf(1, 1), mg(90), mg(90)},
		{"rounds down to micrograms", methadone.ShareOf(1, 3), medication.Micrograms(10), medication.Micrograms(3)},
		{"no usual dose", newSouthWales, medication.Mass{}, medication.Mass{}},
		{"the zero value is none", methadone.RestartDose{}, mg(90), medication.Mass{}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, c.policy.From(c.usual)) })
	}
}

// TestRestartDoseNeverExceedsTheUsualDose also demands that the two readings of "half or 40 mg" stay on their sides.
func TestRestartDoseNeverExceedsTheUsualDose(t *testing.T) {
	lower, higher := methadone.LowerOf(1, 2, mg(40)), methadone.HigherOf(1, 2, mg(40))
	share, fixed := methadone.ShareOf(1, 2), methadone.FixedDose(mg(40))
	for n := range uint32(401) {
		usual := medication.Micrograms(uint64(n) * 500)
		for _, policy := range []methadone.RestartDose{lower, higher, share, fixed} {
			require.LessOrEqual(t, policy.From(usual).Compare(usual), 0, "%s of %s", policy, usual)
		}
		require.LessOrEqual(t, lower.From(usual).Compare(share.From(usual)), 0)
		require.LessOrEqual(t, lower.From(usual).Compare(higher.From(usual)), 0)
		require.GreaterOrEqual(t, higher.From(usual).Compare(share.From(usual)), 0)
	}
}

func TestRestartDoseText(t *testing.T) {
	require.Equal(t, "1/2 of the usual dose", methadone.ShareOf(1, 2).String())
	require.Equal(t, "30 mg, at most the usual dose", methadone.FixedDose(mg(30)).String())
	require.Equal(t, "the lower of 1/2 of the usual dose and 40 mg", methadone.LowerOf(1, 2, mg(40)).String())
	require.Equal(t, "the higher of 1/2 of the usual dose and 30 mg, at most the usual dose", methadone.HigherOf(1, 2, mg(30)).String())
	require.Equal(t, "invalid", methadone.RestartDose{}.String())
}

func TestRestartDosePanicsOnNonsense(t *testing.T) {
	for _, declare := range []func(){
		func() { methadone.ShareOf(1, 0) }, func() { methadone.ShareOf(0, 2) }, func() { methadone.ShareOf(3, 2) },
		func() { methadone.FixedDose(medication.Mass{}) }, func() {
			methadone.LowerOf(1, 2,
				medication.Mass{})
		}, func() { methadone.HigherOf(1, 2, medication.Mass{}) },
	} {
		require.Panics(t, declare)
	}
}
