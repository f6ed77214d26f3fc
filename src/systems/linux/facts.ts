import { second } from '../../model/duration.ts';

/** What the kernel does where SO_KEEPALIVE is on and nobody set the interval. */
export const kernelKeepalive = { idle: 7200 * second, interval: 75 * second, sysctl: 'net.ipv4.tcp_keepalive_time', link: 'https://man7.org/linux/man-pages/man7/tcp.7.html' };
