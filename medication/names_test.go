package medication_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/stretchr/testify/require"
)

// name is what every enumeration of the package can do.
type name interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}

// testNames checks that 1 to count are names that round-trip, and that zero and what follows are not.
func testNames[T name](t *testing.T, count int, of func(uint8) T, read func(*T, []byte) error) {
	t.Helper()
	seen := map[string]bool{}
	for i := 1; i <= count; i++ {
		value := of(uint8(i))
		text, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, value.String(), string(text))
		require.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, string(text))
		require.False(t, seen[string(text)], "%s stands twice", text)
		seen[string(text)] = true
		var back T
		require.NoError(t, read(&back, text))
		require.Equal(t, value, back)
	}
	for _, i := range []uint8{0, uint8(count + 1), 255} {
		_, err := of(i).MarshalText()
		require.ErrorIs(t, err, medication.ErrName)
		require.Equal(t, "invalid", of(i).String())
	}
	for _, text := range []string{"", "invalid", "Methadone", "nothing"} {
		value := of(1)
		require.ErrorIs(t, read(&value, []byte(text)), medication.ErrName)
	}
}

func TestNames(t *testing.T) {
	testNames(t, 7, func(i uint8) medication.Substance { return medication.Substance(i) }, (*medication.Substance).UnmarshalText)
	testNames(t, 4, func(i uint8) medication.Mechanism { return medication.Mechanism(i) }, (*medication.Mechanism).UnmarshalText)
	testNames(t, 10, func(i uint8) medication.Route { return medication.Route(i) }, (*medication.Route).UnmarshalText)
	testNames(t, 13, func(i uint8) medication.Form { return medication.Form(i) }, (*medication.Form).UnmarshalText)
	testNames(t, 9, func(i uint8) medication.Setting { return medication.Setting(i) }, (*medication.Setting).UnmarshalText)
	testNames(t, 3, func(i uint8) medication.ControlledSchedule { return medication.ControlledSchedule(i) },
		(*medication.ControlledSchedule).UnmarshalText)
	testNames(t, 23, func(i uint8) medication.Topic { return medication.Topic(i) }, (*medication.Topic).UnmarshalText)
	testNames(t, 12, func(i uint8) medication.Conversion { return medication.Conversion(i) }, (*medication.Conversion).UnmarshalText)
	testNames(t, 30, func(i uint8) medication.Class { return medication.Class(i) }, (*medication.Class).UnmarshalText)
}

func TestNamesWithoutText(t *testing.T) {
	require.Equal(t, "not-in-table", medication.ConversionNotInTable.String())
	require.Equal(t, "invalid", medication.ConversionStatus(0).String())
	require.Equal(t, "body-weight", medication.BodyWeight.String())
	require.Equal(t, "invalid", medication.Measure(0).String())
	for status, want := range map[medication.MarketStatus]string{
		medication.Unknown: "unknown", medication.Marketed: "marketed", medication.Discontinued: "discontinued",
		medication.NotMarketed: "not-marketed", 9: "invalid",
	} {
		require.Equal(t, want, status.String())
	}
}

func TestValid(t *testing.T) {
	require.True(t, medication.Oral.Valid())
	require.False(t, medication.Route(0).Valid())
	require.False(t, medication.Route(11).Valid())
	require.True(t, medication.SettingHome.Valid())
	require.False(t, medication.Setting(0).Valid())
	require.True(t, medication.Methadone.Valid())
	require.False(t, medication.Substance(0).Valid())
	require.False(t, medication.Substance(8).Valid())
	require.False(t, medication.Conversion(13).Valid())
}
