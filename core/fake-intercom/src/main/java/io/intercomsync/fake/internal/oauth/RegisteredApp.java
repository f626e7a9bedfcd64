package io.intercomsync.fake.internal.oauth;

/** An app as it is registered in the Developer Hub. */
public record RegisteredApp(String clientId, String clientSecret, String redirectUrl) {}
