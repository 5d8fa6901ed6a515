namespace Skiller.Contracts;

/// <summary>The languages of Skiller.</summary>
public enum Locale
{
    /// <summary>French, the first language: <c>fr</c>.</summary>
    Fr = 0,
    /// <summary>English: <c>en</c>.</summary>
    En = 1,
}
