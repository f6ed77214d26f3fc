package main

import "time"

func seconds(count int) time.Duration { return time.Duration(count) * time.Second }
