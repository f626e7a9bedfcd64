/** The OAuth app, its codes and the access tokens of the workspace. */
@NullMarked
package io.intercomsync.fake.internal.oauth;

import org.jspecify.annotations.NullMarked;
