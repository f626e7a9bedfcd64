package io.intercomsync.internal.http;

import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Tag;

/** The requests of the API. Their paths are relative, since a base URL may have a path of its own. */
public interface IntercomApi {
    @GET("me")
    Call<JsonBody> me(@Tag Exchange exchange);

    @GET("contacts")
    Call<JsonBody> contacts(
            @Tag Exchange exchange, @Query("per_page") int perPage, @Query("starting_after") @Nullable String cursor);

    @GET("conversations")
    Call<JsonBody> conversations(
            @Tag Exchange exchange, @Query("per_page") int perPage, @Query("starting_after") @Nullable String cursor);

    @POST("contacts/search")
    Call<JsonBody> searchContacts(@Tag Exchange exchange, @Body JsonBody search);

    @POST("conversations/search")
    Call<JsonBody> searchConversations(@Tag Exchange exchange, @Body JsonBody search);

    @GET("contacts/{id}")
    Call<JsonBody> contact(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/tags")
    Call<JsonBody> contactTags(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/segments")
    Call<JsonBody> contactSegments(@Tag Exchange exchange, @Path("id") String id);

    @GET("contacts/{id}/companies")
    Call<JsonBody> contactCompanies(
            @Tag Exchange exchange, @Path("id") String id, @Query("page") int page, @Query("per_page") int perPage);

    @GET("conversations/{id}")
    Call<JsonBody> conversation(@Tag Exchange exchange, @Path("id") String id);

    @GET("conversations/deleted")
    Call<JsonBody> deletedConversations(
            @Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("companies/{id}")
    Call<JsonBody> company(@Tag Exchange exchange, @Path("id") String id);

    @GET("companies/scroll")
    Call<JsonBody> scrollCompanies(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @POST("companies/list")
    Call<JsonBody> listCompanies(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("segments")
    Call<JsonBody> segments(
            @Tag Exchange exchange,
            @Query("include_count") boolean includeCount,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("tags")
    Call<JsonBody> tags(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("admins")
    Call<JsonBody> admins(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("teams")
    Call<JsonBody> teams(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("users/{id}")
    Call<JsonBody> user(@Tag Exchange exchange, @Path("id") String id);

    @GET("data_attributes")
    Call<JsonBody> attributes(
            @Tag Exchange exchange,
            @Query("model") String model,
            @Query("include_archived") boolean includeArchived,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("conversations/attributes")
    Call<JsonBody> conversationAttributes(
            @Tag Exchange exchange,
            @Query("page") @Nullable Integer page,
            @Query("starting_after") @Nullable String cursor);

    @GET("users/scroll")
    Call<JsonBody> scrollUsers(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @GET("contacts/scroll")
    Call<JsonBody> scrollLeads(@Tag Exchange exchange, @Query("scroll_param") @Nullable String scrollParam);

    @GET("users?order=asc&sort=created_at")
    Call<JsonBody> users(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("contacts?order=asc&sort=created_at")
    Call<JsonBody> leads(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("companies")
    Call<JsonBody> companies(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);

    @GET("conversations?order=asc&sort=created_at")
    Call<JsonBody> conversationsByAge(@Tag Exchange exchange, @Query("page") int page, @Query("per_page") int perPage);
}
