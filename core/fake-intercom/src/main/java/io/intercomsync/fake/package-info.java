/**
 * A fake Intercom: a whole workspace behind Intercom's REST API, 1.x and 2.x, on a loopback port, for tests,
 * demonstrations and benchmarks. Start with {@link io.intercomsync.fake.FakeIntercom}.
 */
@NullMarked
package io.intercomsync.fake;

import org.jspecify.annotations.NullMarked;
