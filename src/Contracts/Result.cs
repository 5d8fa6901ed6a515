namespace Skiller.Contracts;

/// <summary>An answer or a refusal: what a caller can cause is a value; only what the world causes is an exception.</summary>
/// <typeparam name="T">The answer.</typeparam>
[GenerateSerializer, Immutable, Alias("skiller.result`1")]
public sealed record Result<T>
    where T : class
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The answer; null exactly when there is a <see cref="Refusal"/>.</summary>
    [Id(0)]
    public T? Value { get; init; }

    /// <summary>The refusal; null exactly when there is a <see cref="Value"/>.</summary>
    [Id(1)]
    public Refusal? Refusal { get; init; }

    /// <summary>Both, one of them null.</summary>
    /// <param name="value">The answer.</param>
    /// <param name="refusal">Why there is none.</param>
    public void Deconstruct(out T? value, out Refusal? refusal) => (value, refusal) = (Value, Refusal);

    /// <summary>A success.</summary>
    /// <param name="value">The answer.</param>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    /// <param name="refusal">Why.</param>
    public static implicit operator Result<T>(Refusal refusal) => new(null, refusal);

    /// <summary>A refusal without details.</summary>
    /// <param name="code">Why.</param>
    public static implicit operator Result<T>(RefusalCode code) => new(null, Contracts.Refusal.Of(code));
}

/// <summary>The answer of a command that has nothing to say but that it holds now.</summary>
[GenerateSerializer, Immutable, Alias("skiller.done")]
public sealed record Done
{
    /// <summary>The one value.</summary>
    public static Done It { get; } = new();
}
