package main

import (
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestBounds(t *testing.T) {
	most, least := bound{"", 3, 4, false}, bound{"", 2, 1.5, true}
	for ratio, want := range map[float64][2]bool{1: {true, false}, 1.5: {true, true}, 4: {true, true}, 4.1: {false, true}} {
		require.Equal(t, want[0], most.judged(io.Discard, ratio), ratio)
		require.Equal(t, want[1], least.judged(io.Discard, ratio), ratio)
	}
}

func TestPercentiles(t *testing.T) {
	var times []time.Duration
	for n := 100; n > 0; n-- {
		times = append(times, time.Duration(n))
	}
	require.Equal(t, time.Duration(51), percentile(times, 50))
	require.Equal(t, time.Duration(100), percentile(times, 99))
	require.Equal(t, time.Duration(7), percentile([]time.Duration{7}, 99))
	require.Equal(t, 2.0, median([]float64{3, 1, 2}))
}

// TestMeasured runs everything shortly on SQLite: it says nothing about ratios.
func TestMeasured(t *testing.T) {
	folder := t.TempDir()
	o := options{rounds: 1, requests: 20, phase: 400 * time.Millisecond}
	_, err := measureAppends(t.Context(), o, folder, io.Discard)
	require.NoError(t, err)
}
