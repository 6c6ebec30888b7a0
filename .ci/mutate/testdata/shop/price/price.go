// Package price has one function for each end that a mutant can come to.
package price

// Cheap is tested at its limit.
func Cheap(cents int) bool { return cents <= 100 }

// Dear is tested far from its limit.
func Dear(cents int) bool { return cents > 1000 }

// Free is tested by nothing.
func Free(cents int) bool { return cents == 0 }

// Text is compared with a file.
func Text(cents int) string {
	if cents != 1 {
		return "cents"
	}
	return "cent"
}

// Lower cannot be told from what it is with <=.
func Lower(a, b int) int {
	if a < b {
		return a
	}
	return b
}

// Count is tested at its limit.
func Count(cents int) (n int) {
	for n*10 < cents {
		n++
	}
	return n
}

// Wait does not end if its condition is turned around.
func Wait(n int) {
	for {
		if n == 0 {
			return
		}
	}
}

// Line takes more and more memory if its condition is turned around.
func Line(n int) (line []byte) {
	for {
		if len(line) >= n {
			return line
		}
		line = append(line, make([]byte, 1<<24)...)
	}
}

// shared is made once, and asked for by two tests.
var shared = Cheap(50)

// Shared returns it.
func Shared() bool { return shared }
