//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// lock refuses: two processes that both believe that they are alone would lose what one of them recorded.
func lock(path string, _ fs.FileMode) (io.Closer, error) {
	return nil, fmt.Errorf("files: no lock that ends with its process is known for this operating system: %s: %w", path, errors.ErrUnsupported)
}
