// Truth prints what expressions of every form come to, with the order in which their parts are asked.
package main

import "fmt"

const fixed = 3 < 4

type answer bool

var asked string

func bit(name string, value bool) bool {
	asked += name
	return value
}

func number(name string, value int) int {
	asked += name
	return value
}

func forms(a, b, c bool, x, y int) (results []bool) {
	keep := func(r bool) { results = append(results, r); asked += " " }
	keep(number("x", x) < number("y", y))
	keep(number("x", x) <= number("y", y))
	keep(number("x", x) > number("y", y))
	keep(number("x", x) >= number("y", y))
	keep(number("x", x) == number("y", y))
	keep(number("x", x) != number("y", y))
	keep(!bit("a", a))
	keep(bit("a", a) && bit("b", b))
	keep(bit("a", a) || bit("b", b))
	keep(bit("a", a) && bit("b", b) && bit("c", c))
	keep(bit("a", a) || bit("b", b) || bit("c", c))
	keep(bit("a", a) && bit("b", b) || bit("c", c))
	keep((bit("a", a) || !bit("b", b)) && number("x", x) < 2)
	keep(func() bool { return number("x", x) > 1 }() == !bit("c", c))
	return results
}

func branches(a, b bool, x int) (path string) {
	if bit("a", a) { // a condition of its own
		path += "a"
	} else if ok := bit("b", b); ok {
		path += "b"
	}
	for i := 0; i < x; i++ {
		if path += "."; len(path) > 1 {
			break
		}
	}
	switch {
	case bit("b", b) && // over
		x > 1: // two lines
		path += "!"
	case x == 0, a != b:
		path += "0"
	}
	var typed answer = answer(a) && x == 1
	if typed {
		path += "t"
	}
	if any(a) == any(b) && fixed {
		path += "s"
	}
	return path
}

func main() {
	for n := range 8 {
		a, b, c := n&1 != 0, n&2 != 0, n&4 != 0
		for x := range 3 {
			results := forms(a, b, c, x, 1)
			path := branches(a, b, x)
			fmt.Println(n, x, results, path, asked)
			asked = ""
		}
	}
}
