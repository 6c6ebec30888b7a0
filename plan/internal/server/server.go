// Package server makes servers whose limits keep slow and greedy clients from holding them up. It is for the services of this library.
package server

import (
	"log/slog"
	"net/http"
	"time"
)

// New returns a server for the handler, which reads a request within the timeout and writes the answer within twice that. It logs nothing,
// because the errors of net/http quote what clients send.
func New(h http.Handler, timeout time.Duration) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       timeout,
		WriteTimeout:      2 * timeout,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
	}
}
