using System.Text.Json.Serialization.Metadata;

namespace Skiller.Web.Api;

/// <summary>The forms of a success.</summary>
internal static class Answers
{
    public const string Base = "/api/v1";

    public static IResult Ok<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    /// <summary>What was created, and its API path; the body is a function of the request and its receipt, so that a repetition equals it.</summary>
    public static IResult Created<T>(HttpContext http, string path, T value, JsonTypeInfo<T> type)
    {
        http.Response.Headers.Location = Base + path;
        return Created(value, type);
    }

    /// <summary>What was created and has no path of its own.</summary>
    public static IResult Created<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type, statusCode: StatusCodes.Status201Created);

    /// <summary>JSON with its ETag, or 304 when a GET names that one.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="json">What is shown.</param>
    /// <param name="rest">What ends the JSON and leaves the tag as it is.</param>
    public static IResult Tagged(HttpContext http, TaggedJson json, ReadOnlyMemory<byte> rest = default)
    {
        http.Response.Headers.ETag = json.ETag;
        return HttpMethods.IsGet(http.Request.Method) && EntityTags.AreKnown(http.Request, json.ETag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new JsonBytes(json.Bytes, rest);
    }

    public static IResult Nothing() => TypedResults.NoContent();
}

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
internal sealed record ListJson<T>(IReadOnlyList<T> Items, string? Next);
