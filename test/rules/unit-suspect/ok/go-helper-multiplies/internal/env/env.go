package env

import (
	"os"
	"strconv"
	"time"
)

func Seconds(name string, fallback int) time.Duration {
	if value, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return time.Duration(value) * time.Second
	}
	return time.Duration(fallback) * time.Second
}

func Duration(name string, fallback time.Duration) time.Duration {
	if value, err := time.ParseDuration(os.Getenv(name)); err == nil {
		return value
	}
	return fallback
}
