package io.intercomsync.internal.http;

import java.util.Map;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;
import retrofit2.http.Tag;

/**
 * The forms of requests to the API. Paths are relative, since a base URL may have a path of its own. {@link Endpoint} has the
 * paths; ids and values of queries are encoded.
 */
public interface IntercomApi {
    @GET("{list}")
    Call<JsonBody> list(
            @Tag Exchange exchange,
            @Path(value = "list", encoded = true) String list,
            @QueryMap Map<String, String> query);

    @GET("{list}/{id}")
    Call<JsonBody> object(
            @Tag Exchange exchange,
            @Path(value = "list", encoded = true) String list,
            @Path("id") String id,
            @QueryMap Map<String, String> query);

    @GET("{list}/{id}/{member}")
    Call<JsonBody> listOfObject(
            @Tag Exchange exchange,
            @Path(value = "list", encoded = true) String list,
            @Path("id") String id,
            @Path("member") String member,
            @QueryMap Map<String, String> query);

    @POST("{list}")
    Call<JsonBody> post(
            @Tag Exchange exchange,
            @Path(value = "list", encoded = true) String list,
            @QueryMap Map<String, String> query);

    @POST("{list}")
    Call<JsonBody> search(
            @Tag Exchange exchange, @Path(value = "list", encoded = true) String list, @Body JsonBody search);
}
