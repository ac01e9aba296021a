import React from 'react'

export default function Card({ title, description, href, children }) {
  return (
    <section>
      <h4>{title}</h4>
      <p>{description}</p>
      {href && <a href={href}>{title}</a>}
      <div>{children}</div>
    </section>
  )
}
