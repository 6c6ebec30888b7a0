package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan/sim"
)

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

// TestTheBitsOfOnePiece holds, for every engine and for several numbers of shards, that the pipeline finds what one run finds.
func TestTheBitsOfOnePiece(t *testing.T) {
	retention, err := filepath.Abs("../study/retention.yaml")
	require.NoError(t, err)
	for _, one := range []struct {
		engine string
		shards int
	}{{"step", 1}, {"step", 2}, {"step", 13}, {"jump", 7}, {"counts", 3}, {"cohort", 3}} {
		t.Run(fmt.Sprint(one.engine, " in ", one.shards), func(t *testing.T) {
			folder := t.TempDir()
			file, out := filepath.Join(folder, "study.yaml"), filepath.Join(folder, "merged.sim")
			text := fmt.Sprintf("include: %s\nrun: {engine: %s, people: 5003, seed: 1}\n", retention, one.engine)
			require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
			require.NoError(t, run(context.Background(), []string{file}, one.shards, out))

			study, err := pack(file)
			require.NoError(t, err)
			require.Len(t, study.Files, 2, "the file that is included travels along")
			c, s, err := study.unpack()
			require.NoError(t, err)
			whole, err := c.Run(context.Background(), s)
			require.NoError(t, err)
			archive, err := os.Open(out)
			require.NoError(t, err)
			merged, err := c.ReadArchive(archive)
			require.NoError(t, err)
			require.NoError(t, archive.Close())
			require.True(t, merged.Complete())
			require.Equal(t, whole.People(), merged.People())
			require.Equal(t, whole.Digest(), merged.Digest(), "every number, to the last bit")

			s.Seed++
			other, err := c.Run(context.Background(), s)
			require.NoError(t, err)
			require.Equal(t, s.Engine == sim.Cohort, other.Digest() == merged.Digest(), "chance is in the digest")
		})
	}
}

// TestFaultsAreToldBeforeAnythingRuns: a study that cannot be read, and one whose file is not with it.
func TestFaultsAreToldBeforeAnythingRuns(t *testing.T) {
	ctx, out := context.Background(), filepath.Join(t.TempDir(), "merged.sim")
	require.ErrorContains(t, run(ctx, []string{"none.yaml"}, 2, out), "none.yaml")
	require.ErrorContains(t, run(ctx, nil, 2, out), "a study file")
	require.ErrorContains(t, run(ctx, []string{"../study/retention.yaml"}, 0, out), "at least one shard")
	study, err := pack("../study/longer.yaml")
	require.NoError(t, err)
	for name := range study.Files {
		if name != study.Name {
			delete(study.Files, name)
		}
	}
	_, _, err = study.unpack()
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NoFileExists(t, out)
}
