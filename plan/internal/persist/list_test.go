package persist

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// pair is a list beside the slice that it must equal.
type pair struct {
	list  List[int]
	naive []int
}

func (p pair) with(item int) pair {
	return pair{p.list.Append(item), append(slices.Clone(p.naive), item)}
}

func (p pair) extended(items []int) pair {
	return pair{p.list.Extend(slices.Clone(items)), slices.Concat(p.naive, items)}
}

func (p pair) prefix(n int) pair { return pair{p.list.Prefix(n), slices.Clone(p.naive[:n])} }

// check asks the list everything, and compares the answers with those of the slice.
func (p pair) check(t *testing.T) {
	t.Helper()
	n := len(p.naive)
	require.Equal(t, n, p.list.Len())
	next := n
	for i, item := range p.list.Backward() {
		next--
		require.Equal(t, next, i)
		require.Equal(t, p.naive[i], item)
	}
	require.Equal(t, 0, next, "all items are yielded")
	for i, item := range p.naive {
		require.Equal(t, item, p.list.At(i))
	}
	require.Equal(t, append([]int{}, p.naive...), p.list.Slice(0, n))
}

func TestTheEmptyList(t *testing.T) {
	pair{}.check(t)
	pair{List[int]{}.Prefix(0), nil}.check(t)
	require.Equal(t, 0, List[int]{}.Search(func(int) bool { return true }))
}

// Lists that are appended to, cut and forked at random, also from the middle, keep what they had: each is compared with its
// slice when it is made and again when all the others have been made.
func TestListsEqualSlices(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 1))
		lists := []pair{{}}
		for step := range 300 {
			p := lists[random.IntN(len(lists))]
			switch random.IntN(5) {
			case 4:
				items := make([]int, random.IntN(3*largest))
				if random.IntN(20) == 0 {
					items = make([]int, random.IntN(2*whole+2))
				}
				for i := range items {
					items[i] = random.Int()
				}
				p = p.extended(items)
			case 0:
				p = p.prefix(random.IntN(len(p.naive) + 1))
			case 1:
				for range random.IntN(3 * largest) {
					p = p.with(random.Int())
				}
			default:
				p = p.with(step)
			}
			lists = append(lists, p)
			if step%50 == 0 {
				p.check(t)
			}
		}
		for _, p := range lists {
			p.check(t)
		}
	}
}

func TestSliceAndSearchEqualThoseOfSlices(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	for _, n := range []int{1, 3, 4, 5, 11, 12, 13, 60, 61, 1000} {
		var p pair
		for i := range n {
			p = p.with(i / 3) // every item stands three times
		}
		for range 200 {
			from := random.IntN(n + 1)
			to := from + random.IntN(n-from+1)
			require.Equal(t, append([]int{}, p.naive[from:to]...), p.list.Slice(from, to))
			target := random.IntN(n/3+3) - 1
			want, _ := slices.BinarySearch(p.naive, target)
			require.Equal(t, want, p.list.Search(func(item int) bool { return item >= target }), "%d of %d", target, n)
			cut := p.prefix(from)
			want, _ = slices.BinarySearch(cut.naive, target)
			require.Equal(t, want, cut.list.Search(func(item int) bool { return item >= target }), "%d of the first %d of %d", target, from,
				n)
		}
	}
}

// Two lists that go on from the same one do not see each other's items, whichever came first.
func TestForksKeepApart(t *testing.T) {
	for n := range 3 * largest {
		var trunk pair
		for i := range n {
			trunk = trunk.with(i)
		}
		first := trunk.with(-1)
		second := trunk.with(-2).with(-3)
		third := trunk.prefix(n / 2).with(-4)
		for _, p := range []pair{trunk, first, second, third, first.with(-5), first.with(-6)} {
			p.check(t)
		}
	}
}

// Many goroutines extend and cut the same lists. The race detector watches, and each list must have what its goroutine put
// into it.
func TestConcurrentForksKeepApart(t *testing.T) {
	const goroutines, rounds = 8, 60
	var trunk pair
	for i := range 100 {
		trunk = trunk.with(i)
	}
	made := make([][]pair, goroutines)
	var all sync.WaitGroup
	for g := range goroutines {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(g), 2))
			for range rounds {
				p := trunk.prefix(len(trunk.naive) - random.IntN(2)*random.IntN(len(trunk.naive)))
				for i := range random.IntN(largest) {
					p = p.with(1000*g + i)
				}
				made[g] = append(made[g], p)
			}
		})
	}
	all.Wait()
	trunk.check(t)
	for _, lists := range made {
		for _, p := range lists {
			p.check(t)
		}
	}
}

// Any item is reached in few steps, however far back it stands.
func TestJumpsAreLogarithmic(t *testing.T) {
	var l List[int]
	for i := range 100_000 {
		l = l.Append(i)
	}
	most := 0
	for i := 0; i < l.Len(); i += 97 {
		steps := 0
		for c := l.last; c.start > i; steps++ {
			if c.jump.start > i {
				c = c.jump
			} else {
				c = c.previous
			}
		}
		most = max(most, steps)
	}
	require.LessOrEqual(t, most, 40, "of %d chunks", l.last.depth+1)
	asked := 0
	require.Equal(t, 17, l.Search(func(item int) bool { asked++; return item >= 17 }))
	require.LessOrEqual(t, asked, 100)
}

func TestWhatIsNotThere(t *testing.T) {
	l := List[int]{}.Append(1).Append(2)
	for name, ask := range map[string]func(){
		"persist: index 2 in a list of 2":            func() { l.At(2) },
		"persist: index -1 in a list of 2":           func() { l.At(-1) },
		"persist: index 0 in a list of 0":            func() { List[int]{}.At(0) },
		"persist: index 1 in a list of 1":            func() { l.Prefix(1).At(1) },
		"persist: prefix of 3 of a list of 2":        func() { l.Prefix(3) },
		"persist: prefix of -1 of a list of 2":       func() { l.Prefix(-1) },
		"persist: slice from 1 to 3 of a list of 2":  func() { l.Slice(1, 3) },
		"persist: slice from 2 to 1 of a list of 2":  func() { l.Slice(2, 1) },
		"persist: slice from -1 to 1 of a list of 2": func() { l.Slice(-1, 1) },
		"persist: slice from 0 to 2 of a list of 1":  func() { l.Prefix(1).Slice(0, 2) },
	} {
		require.PanicsWithValue(t, name, ask)
	}
}

func TestBackwardStopsWhereItIsTold(t *testing.T) {
	var l List[int]
	for i := range 50 {
		l = l.Append(i)
	}
	seen := 0
	for i := range l.Backward() {
		seen++
		if i == 40 {
			break
		}
	}
	require.Equal(t, 10, seen)
}

func TestReadingCostsNoMemory(t *testing.T) {
	var l List[[6]int]
	for i := range 100 {
		l = l.Append([6]int{i})
	}
	sum := 0
	require.Zero(t, testing.AllocsPerRun(100, func() {
		for _, item := range l.Backward() {
			sum += item[0]
		}
		sum += l.At(3)[0] + l.Prefix(50).Len() + l.Search(func(item [6]int) bool { return item[0] > 20 })
	}))
}

func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var item int
			for range b.N / n {
				var l List[*int]
				for range n {
					l = l.Append(&item)
				}
			}
		})
	}
}

func BenchmarkBackward(b *testing.B) {
	var l List[*int]
	for i := range 1000 {
		l = l.Append(&i)
	}
	b.ReportAllocs()
	sum := 0
	for b.Loop() {
		for _, item := range l.Backward() {
			sum += *item
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	var l List[int]
	for i := range 100_000 {
		l = l.Append(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		l.Search(func(item int) bool { return item >= 777 })
	}
}
