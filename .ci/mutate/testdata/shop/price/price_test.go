package price_test

import (
	"flag"
	"testing"

	"example.com/shop/price"
)

func TestCheap(t *testing.T) {
	for name, c := range map[string]struct {
		cents int
		want  bool
	}{"at": {100, true}, "above": {101, false}, "far/below": {1, true}} {
		t.Run(name, func(t *testing.T) {
			if price.Cheap(c.cents) != c.want {
				t.Errorf("%d", c.cents)
			}
		})
	}
}

func TestDear(t *testing.T) {
	t.Parallel()
	for _, cents := range []int{1, 2000} {
		t.Run("parallel", func(t *testing.T) {
			t.Parallel()
			if price.Dear(cents) != (cents == 2000) {
				t.Errorf("%d", cents)
			}
		})
	}
}

var update = flag.Bool("update", false, "")

func compare(t *testing.T, got string) {
	t.Helper()
	if !*update && got != "centcents" {
		t.Error("the file differs")
	}
}

func TestGolden(t *testing.T) { compare(t, price.Text(1)+price.Text(2)) }

func TestLower(t *testing.T) {
	if price.Lower(1, 2) != 1 || price.Lower(2, 1) != 1 || price.Lower(2, 2) != 2 {
		t.Error("not the lower one")
	}
}

func TestLoops(t *testing.T) {
	price.Wait(0)
	if price.Count(20) != 2 {
		t.Error("not two")
	}
	if len(price.Line(0)) != 0 {
		t.Error("no line")
	}
}

func TestShared(t *testing.T) {
	if !price.Shared() {
		t.Error("not shared")
	}
}

func FuzzCheap(f *testing.F) {
	f.Add(5)
	f.Fuzz(func(t *testing.T, cents int) {
		if cents < 50 && !price.Cheap(cents) {
			t.Error("not cheap")
		}
	})
}
