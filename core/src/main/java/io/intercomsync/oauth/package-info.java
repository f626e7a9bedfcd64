/** Connects a workspace by OAuth: asks a person for consent and exchanges the code for an access token. */
@NullMarked
package io.intercomsync.oauth;

import org.jspecify.annotations.NullMarked;
