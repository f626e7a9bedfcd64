package io.intercomsync.internal.http;

import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Tag;

/** The requests as they go over the wire. Paths are relative, so that a base URL may have one of its own. */
public interface IntercomApi {
    @GET("me")
    Call<Body> me(@Tag Exchange exchange);

    @GET("contacts")
    Call<Body> contacts(
            @Tag Exchange exchange, @Query("per_page") int perPage, @Query("starting_after") @Nullable String cursor);

    @GET("conversations")
    Call<Body> conversations(
            @Tag Exchange exchange, @Query("per_page") int perPage, @Query("starting_after") @Nullable String cursor);

    @POST("contacts/search")
    Call<Body> searchContacts(@Tag Exchange exchange, @retrofit2.http.Body Body search);

    @POST("contacts/search")
    @Body.IdsOnly
    Call<Body> searchContactIds(@Tag Exchange exchange, @retrofit2.http.Body Body search);

    @POST("conversations/search")
    Call<Body> searchConversations(@Tag Exchange exchange, @retrofit2.http.Body Body search);

    @GET("contacts/{id}")
    Call<Body> contact(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/tags")
    Call<Body> contactTags(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/segments")
    Call<Body> contactSegments(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/companies")
    Call<Body> contactCompanies(
            @Tag Exchange exchange, @Path("id") String id, @Query("page") int page, @Query("per_page") int perPage);

    @GET("conversations/{id}")
    Call<Body> conversation(@Tag Exchange exchange, @Path("id") String id);

    @GET("conversations/deleted")
    Call<Body> deletedConversations(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("companies/{id}")
    Call<Body> company(@Tag Exchange exchange, @Path("id") String id);

    @GET("companies/scroll")
    Call<Body> scrollCompanies(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @POST("companies/list")
    Call<Body> listCompanies(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("segments")
    Call<Body> segments(
            @Tag Exchange exchange,
            @Query("include_count") boolean includeCount,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("tags")
    Call<Body> tags(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("admins")
    Call<Body> admins(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("teams")
    Call<Body> teams(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("users/scroll")
    Call<Body> scrollUsers(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @GET("contacts/scroll")
    Call<Body> scrollLeads(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @GET("users?order=asc&sort=created_at")
    Call<Body> users(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("contacts?order=asc&sort=created_at")
    Call<Body> leads(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("companies")
    Call<Body> companies(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("conversations?order=asc&sort=created_at")
    Call<Body> conversationsByAge(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);
}
