package io.intercomsync.internal.http;

import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Field;
import retrofit2.http.FormUrlEncoded;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/** Intercom's endpoint for the exchange of an authorization code. */
interface OAuthApi {
    @FormUrlEncoded
    // no compression: the little that the answer has would have to be bounded before and after decompression
    @Headers({"Accept: application/json", "Accept-Encoding: identity", "User-Agent: intercom-sync"})
    @POST("auth/eagle/token")
    Call<ResponseBody> exchange(
            @Field("code") String code,
            @Field("client_id") String clientId,
            @Field("client_secret") String clientSecret);
}
